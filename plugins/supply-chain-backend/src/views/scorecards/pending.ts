import { appliesTo } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { ownersOf } from '../../records/targets/owners';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import type { DbTargetsRow } from '../../database/tables';

/**
 * Services that the scorecard is for, as far as the catalog tells, and that
 * have no result by the definition in force.
 */
export async function countPending(
  knex: Knex,
  scorecard: DefinedScorecard,
  filter: TargetFilter,
): Promise<number> {
  const select = knex('targets as t')
    .whereNotExists(
      knex('scorecard_results as s')
        .whereRaw('s.target_id = t.id')
        .where('s.scorecard', scorecard.name)
        .where('s.version', scorecard.version)
        .select(knex.raw('1')),
    )
    .select(
      't.id',
      't.entity_ref',
      't.kind',
      't.type',
      't.lifecycle',
      't.tags',
    );
  applyTargetFilter(select, filter);
  const rows: Pick<
    DbTargetsRow,
    'id' | 'entity_ref' | 'kind' | 'type' | 'lifecycle' | 'tags'
  >[] = await select;
  const owners =
    scorecard.filter.owners.length > 0
      ? await ownersOf(
          knex,
          rows.map(row => row.id),
        )
      : new Map<number, string[]>();
  return rows.filter(row =>
    appliesTo(scorecard.filter, {
      ref: row.entity_ref,
      kind: row.kind,
      type: row.type ?? undefined,
      lifecycle: row.lifecycle ?? undefined,
      tags: JSON.parse(row.tags),
      owners: owners.get(row.id) ?? [],
    }),
  ).length;
}
