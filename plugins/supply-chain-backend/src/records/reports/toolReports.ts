import type { ReportHeading } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import type { DbToolReportsRow } from '../../database/tables';
import { maskSecrets } from '../../messages/secrets';

/** Notices of a report that are kept. */
const MOST_NOTICES = 50;

/** One series: what a tool reports of a target, in one category. */
export interface ReportSeries {
  targetId: number;
  tool: string;
  category: string;
}

/** A report without its results, as it is stored. */
export interface NewReport extends ReportSeries {
  origin: DbToolReportsRow['origin'];
  format: string;
  /** Of all that it says. */
  digest: string;
  heading: Pick<
    ReportHeading,
    'tool' | 'ranAt' | 'revision' | 'notices' | 'cut' | 'partial'
  >;
  results: number;
  receivedBy: string;
}

export function seriesRow(
  trx: Knex,
  { targetId, tool, category }: ReportSeries,
): Promise<DbToolReportsRow | undefined> {
  return trx('tool_reports')
    .where({ target_id: targetId, tool, category })
    .first();
}

/** Stores a report in place of the last one of its series; gives its id. */
export async function writeReport(
  trx: Knex.Transaction,
  report: NewReport,
  now: Date,
): Promise<number> {
  const { heading } = report;
  const [{ id }] = await trx('tool_reports')
    .insert({
      target_id: report.targetId,
      tool: report.tool,
      category: report.category,
      origin: report.origin,
      tool_name: toText(heading.tool.name, 200),
      tool_version: heading.tool.version
        ? toText(heading.tool.version, 100)
        : null,
      format: report.format,
      digest: report.digest,
      received_at: now,
      received_by: report.receivedBy,
      ran_at: timeOf(heading.ranAt),
      revision: heading.revision ? toText(heading.revision, 64) : null,
      results: report.results,
      cut_total: heading.cut?.total ?? null,
      partial: heading.partial ?? false,
      notices: JSON.stringify(
        heading.notices.slice(0, MOST_NOTICES).map(maskSecrets),
      ),
    })
    .onConflict(['target_id', 'tool', 'category'])
    .merge()
    .returning('id');
  return Number(id);
}

/** The same report has come again: the tool ran, and found the same. */
export async function touchReport(
  trx: Knex.Transaction,
  { id }: DbToolReportsRow,
  { heading, receivedBy }: NewReport,
  now: Date,
): Promise<void> {
  await trx('tool_reports')
    .where('id', id)
    .update({
      received_at: now,
      received_by: receivedBy,
      ran_at: timeOf(heading.ranAt),
      revision: heading.revision ? toText(heading.revision, 64) : null,
    });
}

function timeOf(text: string | undefined): Date | null {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
}
