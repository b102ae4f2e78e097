import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import { refreshTargetCounts } from '../findings/targetCounts';
import { queueScoring } from '../scorecards/queue';

/**
 * Gives flaws their exploit prediction and known-exploited mark through any of
 * their ids, the highest one, and carries what changed over to their findings.
 */
export async function rateFlaws(
  trx: Knex.Transaction,
  flawIds: number[],
  now: Date,
): Promise<void> {
  for (const chunk of chunked(flawIds)) {
    await trx('flaws')
      .whereIn('id', chunk)
      .update({
        epss: epssOf(trx, 'score'),
        epss_percentile: epssOf(trx, 'percentile'),
        known_exploited: trx.raw('exists ?', [
          trx('flaw_names as n')
            .join('known_exploited as k', 'k.cve', 'n.name')
            .whereRaw('n.flaw_id = flaws.id')
            .select(trx.raw('1')),
        ]),
      });
    const targetIds = await recordRerated(trx, chunk, now);
    await trx('findings')
      .whereIn('flaw_id', chunk)
      .update({
        severity: ofFlaw(trx, 'flaw.severity'),
        score: ofFlaw(trx, 'coalesce(flaw.score, -1)'),
        epss: ofFlaw(trx, 'coalesce(flaw.epss, -1)'),
        known_exploited: ofFlaw(trx, 'flaw.known_exploited'),
      });
    await refreshTargetCounts(trx, targetIds);
    await queueScoring(trx, targetIds, now);
  }
}

function epssOf(trx: Knex.Transaction, column: 'score' | 'percentile') {
  return trx('flaw_names as n')
    .join('epss as e', 'e.cve', 'n.name')
    .whereRaw('n.flaw_id = flaws.id')
    .max(`e.${column}`);
}

function ofFlaw(trx: Knex.Transaction, expression: string) {
  return trx('flaws as flaw')
    .whereRaw('flaw.id = findings.flaw_id')
    .select(trx.raw(expression));
}

async function recordRerated(
  trx: Knex.Transaction,
  flawIds: number[],
  now: Date,
): Promise<number[]> {
  const rerated = await trx('findings as f')
    .join('flaws as flaw', 'flaw.id', 'f.flaw_id')
    .whereIn('f.flaw_id', flawIds)
    .where(changed =>
      changed
        .whereRaw('f.severity <> flaw.severity')
        .orWhereRaw('f.known_exploited <> flaw.known_exploited'),
    )
    .select('f.id as finding_id', 'f.target_id');
  for (const rows of chunked(rerated)) {
    await trx('finding_events').insert(
      rows.map(row => ({ ...row, at: now, kind: 'rerated' })),
    );
  }
  return [...new Set(rerated.map(row => row.target_id as number))];
}
