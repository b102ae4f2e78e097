import type { Knex } from 'knex';
import { appliesToTarget } from '../decisions/appliesTo';
import { queueScoringOf } from './queue';
import type { DbDecisionsRow } from '../../database/tables';

/** The targets that a decision is for are asked again: an effect of decisions. */
export async function queueCovered(
  trx: Knex.Transaction,
  { id }: DbDecisionsRow,
  now: Date,
): Promise<void> {
  const covered = trx('targets as t')
    .join('decisions as d', on => on.on(appliesToTarget(trx)))
    .where('d.id', id)
    .whereNull('t.removed_at')
    .select('t.id');
  await queueScoringOf(trx, covered, now);
}
