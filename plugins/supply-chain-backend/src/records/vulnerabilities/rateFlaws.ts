import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';

/**
 * Gives flaws their exploit prediction and known-exploited mark through any of
 * their ids, the highest one. Only what differs is written; their findings
 * follow with `queueFindingUpdates`.
 */
export async function rateFlaws(
  trx: Knex.Transaction,
  flawIds: number[],
): Promise<void> {
  for await (const chunk of inChunks(flawIds)) {
    await whereWronglyRated(trx, trx('flaws').whereIn('id', chunk)).update({
      epss: epssOf(trx, 'score'),
      epss_percentile: epssOf(trx, 'percentile'),
      known_exploited: exploited(trx),
    });
  }
}

/** Keeps the flaws whose rating is not what the feeds say. */
export function whereWronglyRated(
  knex: Knex,
  flaws: Knex.QueryBuilder,
): Knex.QueryBuilder {
  const differs = isPostgres(knex) ? 'is distinct from' : 'is not';
  return flaws.where(wrong =>
    wrong
      .whereRaw(`epss ${differs} ?`, [epssOf(knex, 'score')])
      .orWhereRaw(`epss_percentile ${differs} ?`, [epssOf(knex, 'percentile')])
      .orWhereRaw(`known_exploited <> ?`, [exploited(knex)]),
  );
}

function epssOf(knex: Knex, column: 'score' | 'percentile') {
  return knex('flaw_names as n')
    .join('epss as e', 'e.cve', 'n.name')
    .whereRaw('n.flaw_id = flaws.id')
    .max(`e.${column}`);
}

function exploited(knex: Knex): Knex.Raw {
  return knex.raw('exists ?', [
    knex('flaw_names as n')
      .join('known_exploited as k', 'k.cve', 'n.name')
      .whereRaw('n.flaw_id = flaws.id')
      .select(knex.raw('1')),
  ]);
}
