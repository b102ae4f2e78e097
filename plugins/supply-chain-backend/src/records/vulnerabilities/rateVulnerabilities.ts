import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';

/**
 * Gives vulnerabilities their exploit prediction and known-exploited mark through any of
 * their ids, the highest one. Only what differs is written; their findings
 * follow with `queueFindingUpdates`.
 */
export async function rateVulnerabilities(
  trx: Knex.Transaction,
  vulnerabilityIds: number[],
): Promise<void> {
  for await (const chunk of inChunks(vulnerabilityIds)) {
    await whereWronglyRated(
      trx,
      trx('vulnerabilities').whereIn('id', chunk),
    ).update({
      epss: epssOf(trx, 'score'),
      epss_percentile: epssOf(trx, 'percentile'),
      known_exploited: exploited(trx),
    });
  }
}

/** Keeps the vulnerabilities whose rating is not what the feeds say. */
export function whereWronglyRated(
  knex: Knex,
  vulnerabilities: Knex.QueryBuilder,
): Knex.QueryBuilder {
  const differs = isPostgres(knex) ? 'is distinct from' : 'is not';
  return vulnerabilities.where(wrong =>
    wrong
      .whereRaw(`epss ${differs} ?`, [epssOf(knex, 'score')])
      .orWhereRaw(`epss_percentile ${differs} ?`, [epssOf(knex, 'percentile')])
      .orWhereRaw(`known_exploited <> ?`, [exploited(knex)]),
  );
}

function epssOf(knex: Knex, column: 'score' | 'percentile') {
  return knex('vulnerability_names as n')
    .join('epss as e', 'e.cve', 'n.name')
    .whereRaw('n.vulnerability_id = vulnerabilities.id')
    .max(`e.${column}`);
}

function exploited(knex: Knex): Knex.Raw {
  return knex.raw('exists ?', [
    knex('vulnerability_names as n')
      .join('known_exploited as k', 'k.cve', 'n.name')
      .whereRaw('n.vulnerability_id = vulnerabilities.id')
      .select(knex.raw('1')),
  ]);
}
