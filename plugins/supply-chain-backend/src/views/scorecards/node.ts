import { rollUpNode } from '@safety-curtain/policy';
import type {
  ScorecardNode,
  ScorecardRollUpRow,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { titleOf } from '../structure/readStructure';
import type {
  DefinedScorecard,
  ScorecardSet,
} from '../../records/results/scorecardSet';
import { namesOf, RowContext, tallyOf, toRollUpRow } from './rollUp';
import { readResults } from './results';

const MAX_WORST = 5;
const MAX_OVERDUE = 20;

type NodeScorecard = ScorecardNode['scorecards'][number];

/** Every scorecard rolled up for one group, user, system or domain. */
export async function readNode(
  knex: Knex,
  set: ScorecardSet,
  ref: string,
  access: TargetFilter,
  now: Date,
): Promise<ScorecardNode> {
  const organization = await readAround(knex, ref);
  const scorecards = await Promise.all(
    set.scorecards.map(scorecard =>
      readScorecard(knex, scorecard, ref, access, organization, now),
    ),
  );
  return {
    ref,
    title: titleOf(organization.titles, ref),
    scorecards: scorecards.flat(),
  };
}

async function readAround(
  knex: Knex,
  ref: string,
): Promise<RowContext['organization']> {
  const node = await knex('structure_nodes').where('ref', ref).first('title');
  const parents: string[] = await knex('structure_edges')
    .where('from_ref', ref)
    .orderBy(['relation', 'to_ref'])
    .pluck('to_ref');
  return {
    titles: new Map(node ? [[ref, node.title]] : []),
    parents: new Map([[ref, parents]]),
  };
}

async function readScorecard(
  knex: Knex,
  scorecard: DefinedScorecard,
  ref: string,
  access: TargetFilter,
  organization: RowContext['organization'],
  now: Date,
): Promise<NodeScorecard[]> {
  const filter = { ...access, node: ref };
  const results = await readResults(knex, scorecard, filter, now);
  if (results.length === 0) return [];
  const names = namesOf(results);
  const overdue = results.filter(result => result.overdue);
  const counts = rollUpNode(ref, results);
  const row = toRollUpRow(
    { scorecard, organization, names },
    counts,
    tallyOf(results),
  );
  return [
    {
      scorecard: scorecard.name,
      title: scorecard.title,
      levels: scorecard.levels.map(({ title }) => title),
      rollUp: row,
      overdueServices: overdue
        .map(({ service, name }) => ({ entityRef: service, name }))
        .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1))
        .slice(0, MAX_OVERDUE),
      worst: worstOf(scorecard, row),
    },
  ];
}

/** By risk: what weighs more, and of that what more services fail. */
function worstOf(
  { checks }: DefinedScorecard,
  row: ScorecardRollUpRow,
): NodeScorecard['worst'] {
  return checks
    .map(({ check, weight }, at) => ({
      check,
      weight,
      failing: row.checks[at].fail,
    }))
    .filter(({ failing }) => failing > 0)
    .sort((a, b) => b.weight - a.weight || b.failing - a.failing)
    .slice(0, MAX_WORST)
    .map(({ check, weight, failing }) => ({
      check: check.id,
      title: check.title,
      advice: check.advice,
      weight,
      failing,
    }));
}
