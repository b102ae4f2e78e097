import type { Knex } from 'knex';
import type { DbDecisionsRow } from '../../database/tables';
import { queueScoringOf } from './queue';

/** The targets that use the package of a decision are asked again: an effect of decisions. */
export async function queueUsers(
  trx: Knex.Transaction,
  { ecosystem, package_name: name }: DbDecisionsRow,
  now: Date,
): Promise<void> {
  const users = trx('packages as p')
    .join('components as c', 'c.package_id', 'p.id')
    .join('target_components as link', 'link.component_id', 'c.id')
    .where({ 'p.ecosystem': ecosystem, 'p.lookup_name': name })
    .select('link.target_id as id');
  await queueScoringOf(trx, users, now);
}
