import type { ToolReport } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toBoolean, toIso } from '../../database/dialect';

/** Reports of a target that are listed. */
const MOST = 500;

/** The last report of each tool about a target, by tool and category. */
export async function listReports(
  knex: Knex,
  targetId: number,
): Promise<ToolReport[]> {
  const rows = await knex('tool_reports')
    .where('target_id', targetId)
    .orderBy(['tool', 'category'])
    .limit(MOST);
  const open = await openFindings(knex, targetId);
  return rows.map(row => ({
    tool: row.tool,
    toolName: row.tool_name,
    toolVersion: row.tool_version ?? undefined,
    category: row.category,
    format: row.format,
    origin: row.origin,
    receivedAt: toIso(row.received_at)!,
    receivedBy: row.received_by,
    ranAt: toIso(row.ran_at),
    revision: row.revision ?? undefined,
    results: row.results,
    total: row.cut_total ?? undefined,
    openFindings: open.get(String(row.id)) ?? 0,
    partial: toBoolean(row.partial),
    notices: JSON.parse(row.notices),
  }));
}

async function openFindings(
  knex: Knex,
  targetId: number,
): Promise<Map<string, number>> {
  const rows: { report_id: number | string; count: number | string }[] =
    await knex('tool_results as r')
      .join('findings as f', 'f.id', 'r.finding_id')
      .where({ 'r.target_id': targetId, 'f.state': 'open' })
      .groupBy('r.report_id')
      .countDistinct({ count: 'f.id' })
      .select('r.report_id');
  return new Map(rows.map(row => [String(row.report_id), Number(row.count)]));
}
