import { Fingerprints, fingerprintOf } from '../identity/fingerprint';
import type { ToolReport, ToolResult, ToolRule } from '../model/toolReport';
import { cutNotice, WorstFirst } from './WorstFirst';

/** Rules that are kept of a report. */
const MAX_RULES = 25_000;
const MAX_NOTICES = 50;

type Unnamed = Omit<ToolResult, 'fingerprint'>;

/** A report as it grows: the worst results up to the bound, rules once each, what is to be told. */
export class ReportBuilder {
  readonly #tool: ToolReport['tool'];
  readonly #rules = new Map<string, ToolRule>();
  readonly #results: WorstFirst<ToolResult>;
  readonly #notices = new Set<string>();

  constructor(tool: ToolReport['tool'], maxResults: number) {
    this.#tool = tool;
    this.#results = new WorstFirst(maxResults);
  }

  /** The first of an id stays. */
  rule(rule: ToolRule): void {
    if (this.#rules.has(rule.id) || this.#rules.size >= MAX_RULES) return;
    this.#rules.set(rule.id, rule);
  }

  /** @param identity - what makes it the same from report to report; no lines, no secrets */
  add(result: Unnamed, identity: readonly (string | undefined)[]): void {
    const fingerprint = fingerprintOf(result.kind, result.rule, ...identity);
    this.#results.add(result.severity, { ...result, fingerprint });
  }

  notice(text: string): void {
    if (this.#notices.size < MAX_NOTICES) this.#notices.add(text);
  }

  report(
    more: Partial<
      Pick<
        ToolReport,
        'category' | 'ranAt' | 'revision' | 'covers' | 'lookedFor' | 'partial'
      >
    > = {},
  ): ToolReport {
    const cut = this.#results.cut();
    if (cut) this.notice(cutNotice(cut));
    const fingerprints = new Fingerprints();
    const results = this.#results.items().map(result => ({
      ...result,
      fingerprint: fingerprints.unique(result.fingerprint),
    }));
    const { ranAt, revision, covers, lookedFor, partial } = more;
    const { category = '' } = more;
    return {
      tool: this.#tool,
      category,
      ...(ranAt !== undefined && { ranAt }),
      ...(revision !== undefined && { revision }),
      ...(covers && { covers }),
      ...(lookedFor && { lookedFor }),
      rules: [...this.#rules.values()],
      results,
      notices: [...this.#notices],
      ...(cut && { cut }),
      ...(partial && { partial }),
    };
  }
}

/** A tool as a report names it; it is known by its id. */
export function toolOf(
  id: string,
  name: string,
  version?: string,
): ToolReport['tool'] {
  return { id, name, ...(version !== undefined && { version }) };
}
