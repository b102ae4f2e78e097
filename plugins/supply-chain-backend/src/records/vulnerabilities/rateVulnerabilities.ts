import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';
import {
  percentileBounds,
  retriageVulnerabilities,
  type PercentileBounds,
} from '../findings/retriage';

/**
 * Gives vulnerabilities their exploit prediction, their known-exploited mark and the mark of what
 * is malicious through any of their ids, the highest one. Only what differs is written; their findings
 * follow with `queueFindingUpdates`.
 */
export async function rateVulnerabilities(
  trx: Knex.Transaction,
  vulnerabilityIds: number[],
): Promise<void> {
  const bounds = vulnerabilityIds.length > 0 ? await percentileBounds(trx) : [];
  for await (const chunk of inChunks(vulnerabilityIds)) {
    const redated: number[] = await whereDatedWrongly(
      trx,
      trx('vulnerabilities').whereIn('id', chunk),
      bounds,
    ).pluck('id');
    await retriageVulnerabilities(trx, redated);
    await whereWronglyRated(
      trx,
      trx('vulnerabilities').whereIn('id', chunk),
    ).update({
      epss: epssOf(trx, 'score'),
      epss_percentile: epssOf(trx, 'percentile'),
      known_exploited: exploited(trx),
      malicious: malicious(trx),
      exploited_since: exploitedSince(trx),
      automatable: enrichment(trx, 'automatable'),
      technical_impact: enrichment(trx, 'technical_impact'),
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
      .orWhereRaw(`known_exploited <> ?`, [exploited(knex)])
      .orWhereRaw(`malicious <> ?`, [malicious(knex)])
      .orWhereRaw(`exploited_since ${differs} ?`, [exploitedSince(knex)])
      .orWhereRaw(`automatable ${differs} ?`, [enrichment(knex, 'automatable')])
      .orWhereRaw(`technical_impact ${differs} ?`, [
        enrichment(knex, 'technical_impact'),
      ]),
  );
}

/**
 * Keeps those of which more differs than a score: due dates look at it. Rules
 * may look at percentiles, which move while scores stay and findings do not carry:
 * nearly all move each day, and few of them over a bound.
 */
function whereDatedWrongly(
  knex: Knex,
  vulnerabilities: Knex.QueryBuilder,
  bounds: readonly PercentileBounds[],
): Knex.QueryBuilder {
  const differs = isPostgres(knex) ? 'is distinct from' : 'is not';
  return vulnerabilities.where(wrong => {
    wrong
      .whereRaw(`exploited_since ${differs} ?`, [exploitedSince(knex)])
      .orWhereRaw(`automatable ${differs} ?`, [enrichment(knex, 'automatable')])
      .orWhereRaw(`technical_impact ${differs} ?`, [
        enrichment(knex, 'technical_impact'),
      ]);
    const within = 'between ? and ?, false)';
    for (const { atLeast, atMost } of bounds) {
      wrong.orWhereRaw(
        `coalesce(epss_percentile ${within} <> coalesce(? ${within}`,
        [atLeast, atMost, epssOf(knex, 'percentile'), atLeast, atMost],
      );
    }
  });
}

function exploitedSince(knex: Knex) {
  return knex('vulnerability_names as n')
    .join('known_exploited as k', 'k.cve', 'n.name')
    .whereRaw('n.vulnerability_id = vulnerabilities.id')
    .min('k.date_added');
}

/** Of several CVEs, what is worse: `true` after `false`, `total` after `partial`. */
function enrichment(knex: Knex, column: 'automatable' | 'technical_impact') {
  const value =
    column === 'automatable'
      ? 'cast(e.automatable as integer)'
      : 'e.technical_impact';
  const worst =
    isPostgres(knex) && column === 'automatable'
      ? `max(${value}) = 1`
      : `max(${value})`;
  return knex('vulnerability_names as n')
    .join('vulnrichment as e', 'e.cve', 'n.name')
    .whereRaw('n.vulnerability_id = vulnerabilities.id')
    .select(knex.raw(worst));
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

/** By an id of the OpenSSF malicious-packages database, see `isMalicious`. */
function malicious(knex: Knex): Knex.Raw {
  return knex.raw('exists ?', [
    knex('vulnerability_names as n')
      .whereRaw('n.vulnerability_id = vulnerabilities.id')
      .where('n.name', 'like', 'MAL-%')
      .select(knex.raw('1')),
  ]);
}
