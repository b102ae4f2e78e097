import type { LockState } from '@safety-curtain/sbom';
import type { ToolReport, ToolResult } from './toolReport';

/** What one tool says of one revision of a source, without what gates do not ask for. @public */
export interface SourceReport {
  tool: Pick<ToolReport['tool'], 'id' | 'name'>;
  rules: { id: string; title?: string }[];
  results: ToolResult[];
}

/** What is said of one revision of a source, beside its packages. @public */
export interface ReportedSource {
  /** Also of tools that found nothing: they looked. */
  reports: SourceReport[];
  /** What lock files say of how they fetch and fix their packages. */
  locks: { path: string; lock: LockState }[];
}

/**
 * A report without what nobody asks for who judges it, in one order. The same results give the same
 * value.
 *
 * @public
 */
export function sourceReportOf({
  tool,
  rules,
  results,
}: Pick<ToolReport, 'tool' | 'rules' | 'results'>): SourceReport {
  const used = new Set(results.map(({ rule }) => rule));
  return {
    tool: { id: tool.id, name: tool.name },
    rules: rules
      .filter(({ id }) => used.has(id))
      .map(({ id, title }) => ({ id, ...(title !== undefined && { title }) })),
    results: results.map(({ fix: _fix, ...result }) => result),
  };
}
