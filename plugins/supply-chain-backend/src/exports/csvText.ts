import { stringify } from 'csv-stringify/sync';

/** Rows as CSV, piece by piece; cells that begin like a formula do no harm. */
export async function* csvText<T>(
  columns: readonly (readonly [header: string, value: (row: T) => unknown])[],
  rows: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<string> {
  yield line(columns.map(([header]) => header));
  for await (const row of rows) {
    yield line(columns.map(([, value]) => toCell(value(row))));
  }
}

function line(cells: string[]): string {
  return stringify([cells], { escape_formulas: true });
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
