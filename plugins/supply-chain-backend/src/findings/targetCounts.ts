import { severities } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import { severityNumber } from './severity';

/**
 * Brings the counts of open findings that targets carry up to date. Lists and
 * totals read these instead of counting a million findings each time.
 */
export async function refreshTargetCounts(
  trx: Knex.Transaction,
  targetIds: number[],
): Promise<void> {
  const open = () =>
    trx('findings')
      .whereRaw('findings.target_id = targets.id')
      .where('state', 'open')
      .count('*');
  const columns: Record<string, Knex.QueryBuilder> = {
    open_known_exploited: open().where('known_exploited', true),
  };
  for (const severity of severities) {
    columns[`open_${severity}`] = open().where(
      'severity',
      severityNumber(severity),
    );
  }
  for (const chunk of chunked([...targetIds].sort((a, b) => a - b))) {
    await trx('targets').whereIn('id', chunk).update(columns);
  }
}
