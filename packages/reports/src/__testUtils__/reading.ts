import { readReport } from '../readReport';
import type { ToolReport, ToolResult } from '../model/toolReport';

export const salt = new Uint8Array(32).fill(7);

/** The reports in a document, which may be a value that is written as JSON. */
export function readAll(
  document: unknown,
  options: Partial<Parameters<typeof readReport>[1]> = {},
): ToolReport[] {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document);
  return readReport(text, { salt, ...options }).reports;
}

/** The only report in a document. */
export function readOne(
  document: unknown,
  options: Partial<Parameters<typeof readReport>[1]> = {},
): ToolReport {
  const reports = readAll(document, options);
  if (reports.length !== 1) throw new Error(`${reports.length} reports`);
  return reports[0];
}

/** What a result says, in a line: `high code rule a/b.ts:3 suppressed`. */
export function lineOf({
  severity,
  kind,
  rule,
  place,
  package: about,
  suppression,
}: ToolResult): string {
  const line = place?.startLine === undefined ? '' : `:${place.startLine}`;
  return [
    severity,
    kind,
    rule,
    about &&
      [about.name, about.version].filter(part => part !== undefined).join('@'),
    place && `${place.path}${line}`,
    suppression && `${suppression.status}`,
  ]
    .filter(part => part !== undefined)
    .join(' ');
}
