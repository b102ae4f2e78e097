import { severities } from '@safety-curtain/plugin-supply-chain-common';
import type { AlertFacts } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbTargetsRow } from '../../database/tables';

/** What a service's level depends on, and the level that is stored. */
export interface LeveledTarget {
  id: number;
  stored: number;
  /** Undefined: nothing of it was read, or it has left the catalog. */
  facts: AlertFacts | undefined;
}

type Row = Pick<
  DbTargetsRow,
  | 'id'
  | 'alert_level'
  | 'removed_at'
  | 'last_good_scan_at'
  | 'last_outcome'
  | 'last_upload_at'
  | 'component_count'
> &
  Record<`open_${(typeof severities)[number]}`, number>;

/** Reads it of some targets: counts that they carry, and license issues without an exception. */
export async function readAlertFacts(
  knex: Knex,
  targetIds: readonly number[],
  now: Date,
): Promise<LeveledTarget[]> {
  const targets: LeveledTarget[] = [];
  for await (const ids of inChunks(targetIds)) {
    const rows: Row[] = await knex('targets')
      .whereIn('id', ids)
      .orderBy('id')
      .select(
        'id',
        'alert_level',
        'removed_at',
        'last_good_scan_at',
        'last_outcome',
        'last_upload_at',
        'component_count',
        ...severities.map(severity => `open_${severity}`),
      );
    const issues = await openIssues(knex, ids, now);
    for (const row of rows) {
      targets.push({
        id: row.id,
        stored: row.alert_level,
        facts: factsOf(row, issues.get(row.id) ?? 0),
      });
    }
  }
  return targets;
}

function factsOf(row: Row, licenseIssues: number): AlertFacts | undefined {
  if (row.removed_at !== null || !wasRead(row)) return undefined;
  const findings = Object.fromEntries(
    severities.map(severity => [severity, row[`open_${severity}`]]),
  );
  return { findings, licenseIssues };
}

/** Where nothing was found to read, nothing was found in it either. */
function wasRead(row: Row): boolean {
  if (row.component_count > 0 || row.last_upload_at !== null) return true;
  return (
    row.last_good_scan_at !== null &&
    row.last_outcome !== 'empty' &&
    row.last_outcome !== 'failed'
  );
}

async function openIssues(
  knex: Knex,
  targetIds: readonly number[],
  now: Date,
): Promise<Map<number, number>> {
  const rows = await knex('license_issues')
    .whereIn('target_id', targetIds)
    .where(open =>
      open.whereNull('exception_id').orWhere('excepted_until', '<=', now),
    )
    .groupBy('target_id')
    .select('target_id')
    .count({ count: '*' });
  return new Map(rows.map(row => [Number(row.target_id), Number(row.count)]));
}
