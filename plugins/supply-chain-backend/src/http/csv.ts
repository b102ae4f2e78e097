import {
  csvFileName,
  questionText,
} from '@safety-curtain/plugin-supply-chain-common';
import { stringify } from 'csv-stringify';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Streams rows as CSV, named after what was asked and when; the question is in
 * the last column of each row, as files are sent on without their name. Cells that a spreadsheet would take for a formula are
 * written with a leading apostrophe (OWASP, "CSV Injection").
 */
export async function sendCsv<T>(
  request: Request,
  response: Response,
  what: string,
  columns: { header: string; value: (row: T) => unknown }[],
  rows: AsyncIterable<T>,
): Promise<void> {
  // The first row is fetched before the headers go: an error becomes an answer.
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  const name = csvFileName(what, request.query, new Date());
  const question = questionText(request.query);
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  async function* lines() {
    for (let next = first; !next.done; next = await iterator.next()) {
      const cells = columns.map(column => toCell(column.value(next.value)));
      yield [...cells, question];
    }
  }
  await pipeline(
    Readable.from(lines()),
    stringify({
      header: true,
      columns: [...columns.map(column => column.header), 'question'],
      escape_formulas: true,
    }),
    response,
  );
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
