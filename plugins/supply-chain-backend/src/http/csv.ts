import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Streams rows as CSV. Cells that a spreadsheet would take for a formula are
 * written with a leading apostrophe (OWASP, "CSV Injection").
 */
export async function sendCsv<T>(
  response: Response,
  filename: string,
  columns: { header: string; value: (row: T) => unknown }[],
  rows: AsyncIterable<T>,
): Promise<void> {
  // The first row is fetched before the headers go: an error becomes an answer.
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${filename}"`,
  );
  async function* cells() {
    for (let next = first; !next.done; next = await iterator.next()) {
      yield columns.map(column => toCell(column.value(next.value)));
    }
  }
  await pipeline(
    Readable.from(cells()),
    stringify({
      header: true,
      columns: columns.map(column => column.header),
      escape_formulas: true,
    }),
    response,
  );
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
