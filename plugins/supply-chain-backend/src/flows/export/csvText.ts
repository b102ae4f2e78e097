import { stringify } from 'csv-stringify/sync';

/** Rows that become text at once: a call of the library costs as much as several. */
const AT_ONCE = 200;

/** Rows as CSV, piece by piece; cells that begin like a formula do no harm. */
export async function* csvText<T>(
  columns: readonly (readonly [header: string, value: (row: T) => unknown])[],
  rows: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<string> {
  let lines: string[][] = [columns.map(([header]) => header)];
  for await (const row of rows) {
    lines.push(columns.map(([, value]) => toCell(value(row))));
    if (lines.length >= AT_ONCE) {
      yield toText(lines);
      lines = [];
    }
  }
  if (lines.length > 0) yield toText(lines);
}

function toText(lines: string[][]): string {
  return stringify(lines, { escape_formulas: true });
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
