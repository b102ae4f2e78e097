import { InputError } from '@safety-curtain/input';
import {
  Fingerprints,
  fingerprintOf,
  type ToolReport,
  type ToolResult,
  type ToolRule,
} from '@safety-curtain/reports';
import { containers } from './containers/containers';
import type {
  InspectedFile,
  InspectOptions,
  Inspector,
  Observation,
} from './inspector';
import type { InspectionRule } from './rule';
import { secrets } from './secrets/secrets';
import { workflows } from './workflows/workflows';

/** Bytes of a file, and results of a file, beyond which it is not whole. */
const MAX_BYTES = 1024 * 1024;
const MAX_RESULTS = 200;
const MAX_NOTICES = 50;

const inspectors: readonly Inspector[] = [workflows, containers, secrets];

/** All rules by the ids of their tools. @public */
export const inspectionRules: ReadonlyMap<string, readonly InspectionRule[]> =
  new Map(inspectors.map(({ tool, rules }) => [tool.id, rules]));

/** Whether any inspector looks at a file of this path. @public */
export function isInspected(path: string): boolean {
  return inspectors.some(inspector => inspector.wants(path));
}

/**
 * Weaknesses and secrets in files, one report for each of the tools. A file that is too large or no
 * file of its format is told in the notices; a report without such files is about all that was given.
 *
 * @public
 */
export async function inspectFiles(
  files: readonly InspectedFile[],
  options: InspectOptions,
): Promise<ToolReport[]> {
  const reports: ToolReport[] = [];
  for (const inspector of inspectors) {
    reports.push(await reportOf(inspector, files, options));
  }
  return reports;
}

async function reportOf(
  inspector: Inspector,
  files: readonly InspectedFile[],
  options: InspectOptions,
): Promise<ToolReport> {
  const results: ToolResult[] = [];
  const notices = inspector.notices?.(options) ?? [];
  const rules = new Map(inspector.rules.map(rule => [rule.id, rule]));
  const fingerprints = new Fingerprints();
  const leftOut: string[] = [];
  for (const file of files.filter(({ path }) => inspector.wants(path))) {
    if (Buffer.byteLength(file.text) > MAX_BYTES) {
      leftOut.push(`${file.path} was left out: it is larger than 1 MiB`);
      continue;
    }
    try {
      const found = await inspector.inspect(file, options);
      if (found.length > MAX_RESULTS) {
        leftOut.push(`${file.path}: ${found.length} results, 200 are kept`);
      }
      for (const each of found.slice(0, MAX_RESULTS)) {
        const rule = rules.get(each.rule)!;
        results.push(resultOf(file.path, rule, each, fingerprints));
      }
    } catch (error) {
      // What other errors say may hold a part of the text.
      const reason = error instanceof InputError ? `: ${error.message}` : '';
      leftOut.push(`${file.path} could not be read${reason}`);
    }
  }
  notices.push(...leftOut.slice(0, MAX_NOTICES));
  if (leftOut.length > MAX_NOTICES) {
    notices.push(`and ${leftOut.length - MAX_NOTICES} more like these`);
  }
  return {
    tool: inspector.tool,
    category: '',
    rules: inspector.rules.map(toolRuleOf),
    results,
    notices,
    ...(leftOut.length > 0 && { partial: true }),
  };
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
