import type { GateTrial } from '@safety-curtain/plugin-supply-chain-common';
import type { GateOutcome, GatePolicy } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';
import { type GatedTarget, type Gates, gatedColumns } from './Gates';

/** Services that are judged together. */
const PIECE = 50;
/** A trial ends after so long: people wait for it. */
const LONGEST_MS = 20_000;
const EXAMPLES = 50;

/**
 * Tries out policies over services, beside those that are in force. Nothing is
 * stored.
 */
export async function tryGates(
  knex: Knex,
  gates: Gates,
  policies: readonly GatePolicy[],
  targets: TargetFilter,
  now: Date,
): Promise<GateTrial> {
  const counts = { allow: 0, warn: 0, block: 0 };
  const before = { ...counts };
  const changed: GateTrial['changed']['items'] = [];
  let differing = 0;
  let looked = 0;
  let after = 0;
  let complete = false;
  const end = Date.now() + LONGEST_MS;
  while (!complete && Date.now() < end) {
    const select = knex('targets as t')
      .whereNull('t.removed_at')
      .where('t.id', '>', after)
      .orderBy('t.id')
      .limit(PIECE)
      .select(gatedColumns.map(column => `t.${column}`));
    applyTargetFilter(select, targets);
    const rows: GatedTarget[] = await select;
    for (const { target, now: is, then } of await gates.compare(
      rows,
      policies,
      now,
    )) {
      before[is.outcome] += 1;
      counts[then.outcome] += 1;
      if (is.outcome === then.outcome) continue;
      differing += 1;
      if (changed.length < EXAMPLES) {
        changed.push({
          entityRef: target.entity_ref,
          before: is.outcome,
          after: then.outcome,
          because: then.reasons
            .filter(
              ({ outcome }: { outcome: GateOutcome }) =>
                outcome === then.outcome,
            )
            .map(({ line }) => line),
        });
      }
    }
    looked += rows.length;
    complete = rows.length < PIECE;
    after = rows.at(-1)?.id ?? after;
  }
  return {
    looked,
    complete,
    before,
    after: counts,
    changed: { count: differing, items: changed },
  };
}
