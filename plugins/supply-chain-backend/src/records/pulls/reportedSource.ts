import {
  type ReportedSource,
  type SourceReport,
  type ToolResult,
} from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { toBoolean } from '../../database/dialect';
import type { Archive } from '../documents/Archive';
import { kindOfNumber } from '../findings/kinds';
import { severityOfNumber } from '../findings/severity';

/** What a document of a {@link ReportedSource} is kept as. */
export const REPORTED_MEDIA_TYPE =
  'application/vnd.safety-curtain.reported+json';

/** What is said of one revision, as it was kept. Throws as `Archive.read` does. */
export async function readReported(
  archive: Archive,
  sha256: string,
): Promise<ReportedSource> {
  const { bytes } = await archive.read(sha256);
  return JSON.parse(bytes.toString('utf8'));
}

/**
 * What the service's own inspections said of a revision, and what its lock
 * files said; undefined where the last ones of these tools were of another
 * revision, or did not look at all of it.
 */
export async function inspectedAt(
  knex: Knex,
  targetId: number,
  { revision, tools }: { revision: string; tools: readonly string[] },
): Promise<ReportedSource | undefined> {
  const rows = await knex('tool_reports')
    .where({ target_id: targetId, origin: 'native', revision })
    .whereIn('tool', [...tools])
    .orderBy('tool')
    .select('id', 'tool', 'tool_name', 'partial', 'cut_total', 'notices');
  // Notices tell of files that were left out, and of secrets that are let be.
  const isWhole = rows.every(
    row =>
      !toBoolean(row.partial) && row.cut_total === null && row.notices === '[]',
  );
  if (rows.length !== tools.length || !isWhole) return undefined;
  const reports: SourceReport[] = [];
  for (const row of rows) {
    const { tool: id, tool_name: name } = row;
    const results = await resultsOf(knex, Number(row.id));
    const rules = new Map(results.map(({ rule }) => [rule.id, rule]));
    reports.push({
      tool: { id, name },
      rules: [...rules.values()],
      results: results.map(({ result }) => result),
    });
  }
  const locks = await knex('target_manifests')
    .where({ target_id: targetId, series: '' })
    .whereNotNull('lock')
    .orderBy('path')
    .select('path', 'lock');
  return {
    reports,
    locks: locks.map(({ path, lock }) => ({ path, lock: JSON.parse(lock!) })),
  };
}

async function resultsOf(knex: Knex, reportId: number) {
  const rows = await knex('tool_results as r')
    .join('tool_rules as t', 't.id', 'r.rule_id')
    .where('r.report_id', reportId)
    .orderBy('r.id')
    .select(
      'r.fingerprint',
      'r.kind',
      'r.severity',
      'r.message',
      'r.place',
      'r.details',
      't.name',
      't.title',
    );
  return rows.map(row => {
    const { object, ...place } = JSON.parse(row.place ?? '{}');
    const { secretHash, package: pkg } = JSON.parse(row.details);
    const result: ToolResult = {
      kind: kindOfNumber(row.kind),
      rule: row.name,
      severity: severityOfNumber(row.severity),
      message: row.message,
      ...(place.path !== undefined && { place }),
      ...(object !== undefined && { object }),
      ...(pkg && { package: pkg }),
      fingerprint: row.fingerprint,
      ...(secretHash && { secretHash }),
    };
    const title = row.title ?? undefined;
    return { rule: { id: row.name, ...(title && { title }) }, result };
  });
}
