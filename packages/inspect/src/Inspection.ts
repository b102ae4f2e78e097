import { InputError } from '@safety-curtain/input';
import {
  Fingerprints,
  fingerprintOf,
  type ToolReport,
  type ToolResult,
  type ToolRule,
} from '@safety-curtain/reports';
import type {
  InspectedFile,
  InspectOptions,
  Inspector,
  Observation,
} from './inspector';
import type { InspectionRule } from './rule';

/** Bytes of a file beyond which it is left out. @public */
export const MAX_INSPECTED_BYTES = 1024 * 1024;

/** Results of a file, and of all, that are kept. */
const MAX_RESULTS = 200;
const MAX_ALL_RESULTS = 10_000;
/** Files left out that are told of to people, and those that are told of one by one. */
const MAX_NOTICES = 20;
const MAX_LEFT_OUT = 1000;

/** What one inspector has found so far. */
export class Inspection {
  readonly #inspector: Inspector;
  readonly #options: InspectOptions;
  readonly #rules: ReadonlyMap<string, InspectionRule>;
  readonly #fingerprints = new Fingerprints();
  readonly #results: ToolResult[] = [];
  readonly #leftOut = new Map<string, string>();

  constructor(inspector: Inspector, options: InspectOptions) {
    this.#inspector = inspector;
    this.#options = options;
    this.#rules = new Map(inspector.rules.map(rule => [rule.id, rule]));
  }

  async look(file: InspectedFile): Promise<void> {
    const { path, text } = file;
    if (!this.#inspector.wants(path)) return;
    if (Buffer.byteLength(text) > MAX_INSPECTED_BYTES) {
      this.#leftOut.set(path, 'it is larger than 1 MiB');
      return;
    }
    try {
      const found = await this.#inspector.inspect(file, this.#options);
      if (found.length > MAX_RESULTS) {
        this.#leftOut.set(
          path,
          `it has ${found.length} results, ${MAX_RESULTS} are kept`,
        );
      }
      const kept = found.slice(0, MAX_RESULTS);
      if (this.#results.length + kept.length > MAX_ALL_RESULTS) {
        this.#leftOut.set(path, 'there are too many results');
        return;
      }
      for (const each of kept) {
        const rule = this.#rules.get(each.rule)!;
        this.#results.push(resultOf(path, rule, each, this.#fingerprints));
      }
    } catch (error) {
      // What other errors say may hold a part of the text.
      this.#leftOut.set(
        path,
        error instanceof InputError ? error.message : 'it could not be read',
      );
    }
  }

  report(): ToolReport {
    const { tool, rules, notices } = this.#inspector;
    const report: ToolReport = {
      tool,
      category: '',
      rules: rules.map(toolRuleOf),
      results: this.#results,
      notices: notices?.(this.#options) ?? [],
    };
    return leaveOut(report, this.#leftOut);
  }
}

/**
 * A report that tells which files its tool did not look at, or not at all of it, and why. Of more
 * than can be told, nothing that was said before may be taken as over.
 *
 * @public
 */
export function leaveOut(
  report: ToolReport,
  files: ReadonlyMap<string, string>,
): ToolReport {
  if (files.size === 0) return report;
  const leftOut = [...(report.leftOut ?? []), ...files.keys()];
  const notices = [...files]
    .slice(0, MAX_NOTICES)
    .map(([path, reason]) => `${shown(path)} was left out: ${reason}`);
  if (files.size > MAX_NOTICES) {
    notices.push(`and ${files.size - MAX_NOTICES} more like these`);
  }
  return {
    ...report,
    notices: [...report.notices, ...notices],
    ...(leftOut.length > MAX_LEFT_OUT ? { partial: true } : { leftOut }),
  };
}

/** Names are of strangers, and may be long or hold what moves text about. */
function shown(path: string): string {
  return path.replace(/\p{C}/gu, '\ufffd').slice(0, 300);
}

function resultOf(
  path: string,
  rule: InspectionRule,
  found: Observation,
  fingerprints: Fingerprints,
): ToolResult {
  const { object, detail, secretHash, allowed } = found;
  return {
    kind: rule.kind,
    rule: rule.id,
    severity: rule.severity,
    confidence: rule.confidence,
    message: found.message,
    place: {
      path,
      startLine: found.line,
      ...(found.column && { startColumn: found.column }),
      ...(found.endLine && { endLine: found.endLine }),
      ...(found.endColumn && { endColumn: found.endColumn }),
    },
    ...(object && { object }),
    fingerprint: fingerprints.unique(
      fingerprintOf(rule.id, path, object, secretHash ?? detail),
    ),
    ...(secretHash && { secretHash }),
    ...(allowed && {
      suppression: {
        kind: 'external',
        status: 'accepted',
        reason: allowed.reason,
        ...(allowed.until && { until: allowed.until }),
      },
    }),
    fix: rule.help,
  };
}

function toolRuleOf(rule: InspectionRule): ToolRule {
  return {
    id: rule.id,
    title: rule.title,
    description: `${rule.description} ${rule.help}`,
    cwes: [...rule.cwes],
    tags: [rule.kind],
  };
}
