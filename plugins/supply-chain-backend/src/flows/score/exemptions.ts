import type { ScorecardExemption } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { toDate, toIso } from '../../database/dialect';
import { readExemptionRows } from './facts/exceptions';
import type { DecidedExemption } from '../../records/results/storeResults';

/** Exemptions of targets that hold or have expired, the longest first; by target. */
export async function readExemptions(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, DecidedExemption[]>> {
  const rows = await readExemptionRows(knex, targetIds);
  rows.sort(
    (a, b) =>
      toDate(b.ends_at).getTime() - toDate(a.ends_at).getTime() ||
      Number(b.id) - Number(a.id),
  );
  const exemptions = new Map<number, DecidedExemption[]>();
  for (const row of rows) {
    const of = exemptions.get(row.target_id) ?? [];
    exemptions.set(row.target_id, of);
    of.push({
      decisionId: String(row.id),
      scorecard: row.scorecard ?? undefined,
      entity: row.entity_ref,
      check: row.check_id!,
      approver: row.approver ?? row.author,
      reason: row.reason,
      expires: toIso(row.ends_at)!,
    });
  }
  return exemptions;
}

/** The scorecard as it is for one target: with what was decided for it. */
export function withExemptions<
  T extends { name: string; exemptions: readonly ScorecardExemption[] },
>(scorecard: T, decided: readonly DecidedExemption[]): T {
  return {
    ...scorecard,
    exemptions: [
      ...decided.filter(
        each =>
          each.scorecard === undefined || each.scorecard === scorecard.name,
      ),
      ...scorecard.exemptions,
    ],
  };
}
