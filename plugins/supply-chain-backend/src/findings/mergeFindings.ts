import type { Knex } from 'knex';
import { queueScoring } from '../scorecards/queue';
import { refreshTargetCounts } from './targetCounts';

/**
 * Two flaws turned out to be one: their findings become one each. The first
 * sight, the history and the reopenings of both are kept.
 */
export async function mergeFindings(
  trx: Knex.Transaction,
  fromFlaw: number,
  intoFlaw: number,
  now: Date,
): Promise<void> {
  const doubled = await trx('findings as gone')
    .join('findings as kept', join =>
      join
        .on('kept.target_id', 'gone.target_id')
        .andOn('kept.package_id', 'gone.package_id')
        .andOnVal('kept.flaw_id', intoFlaw),
    )
    .where('gone.flaw_id', fromFlaw)
    .select(
      'gone.id as gone_id',
      'kept.id as kept_id',
      'kept.target_id',
      'gone.first_seen_at as gone_first',
      'kept.first_seen_at as kept_first',
      'gone.state as gone_state',
      'kept.state as kept_state',
      'gone.reopened as reopened',
    );
  for (const pair of doubled) {
    const goneFirst = new Date(pair.gone_first);
    const keptFirst = new Date(pair.kept_first);
    await trx('findings')
      .where('id', pair.kept_id)
      .update({
        first_seen_at: goneFirst < keptFirst ? goneFirst : keptFirst,
        reopened: trx.raw('reopened + ?', [pair.reopened]),
        // Open wins; what links and matches say is reconciled right after.
        ...(pair.gone_state === 'open' &&
          pair.kept_state === 'resolved' && {
            state: 'open',
            resolved_at: null,
            resolved_reason: null,
          }),
      });
    await trx('finding_events')
      .where('finding_id', pair.gone_id)
      .update({ finding_id: pair.kept_id });
    await trx('finding_events').insert({
      finding_id: pair.kept_id,
      target_id: pair.target_id,
      at: now,
      kind: 'merged',
    });
    await trx('findings').where('id', pair.gone_id).delete();
  }
  await trx('findings')
    .where('flaw_id', fromFlaw)
    .update({ flaw_id: intoFlaw });
  const targetIds = new Set(doubled.map(pair => pair.target_id as number));
  await refreshTargetCounts(trx, [...targetIds]);
  await queueScoring(trx, targetIds, now);
}
