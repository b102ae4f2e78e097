import { InputError } from '@backstage/errors';
import type {
  Page,
  ScorecardService,
  ScorecardServiceQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { levelNumber } from '../../records/alerts/levels';
import { ownersOf } from '../../records/targets/owners';
import { containing, TargetFilter } from '../../records/targets/targetFilter';
import { toBoolean, toDate, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import { answerLetter, answerOf } from '../../records/results/answers';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { openCampaigns, overdueNames } from './campaignState';
import { selectResults } from './results';
import type {
  DbScorecardResultsRow,
  DbTargetsRow,
} from '../../database/tables';

/** How a query names services that hold no level. */
const NO_LEVEL = 'none';

function keysetOf(query: ScorecardServiceQuery): KeysetColumn[] {
  const { orderBy = 'level', order: direction = 'asc' } = query;
  const byName: KeysetColumn[] = [
    { column: 't.name', direction },
    { column: 't.id', direction, type: 'number' },
  ];
  return orderBy === 'level'
    ? [{ column: 's.levels_held', direction, type: 'number' }, ...byName]
    : byName;
}

interface ServiceRow
  extends DbScorecardResultsRow,
    Pick<
      DbTargetsRow,
      | 'id'
      | 'entity_ref'
      | 'name'
      | 'type'
      | 'system_ref'
      | 'lifecycle'
      | 'tags'
    > {}

/** A page of services with their level and answers. */
export async function listServices(
  knex: Knex,
  scorecard: DefinedScorecard,
  query: ScorecardServiceQuery,
  filter: TargetFilter,
  now: Date,
): Promise<Page<ScorecardService>> {
  const select = selectResults(knex, scorecard, filter);
  filterServices(knex, select, scorecard, query, now);
  const total = await boundedCount(knex, select);
  select.select(
    's.*',
    't.id',
    't.entity_ref',
    't.name',
    't.type',
    't.system_ref',
    't.lifecycle',
    't.tags',
  );
  const page = await readPage<ServiceRow>(select, keysetOf(query), query);
  const owners = await ownersOf(
    knex,
    page.rows.map(row => row.id),
  );
  const overdue = overdueNames(scorecard, now);
  const reasons = query.reasons
    ? await reasonsOf(knex, scorecard, page.rows)
    : undefined;
  return {
    items: page.rows.map(row => ({
      ...toService(scorecard, row, owners.get(row.id) ?? [], overdue),
      reasons: reasons && (reasons.get(row.id) ?? []),
    })),
    total,
    nextCursor: page.nextCursor,
  };
}

function filterServices(
  knex: Knex,
  select: Knex.QueryBuilder,
  scorecard: DefinedScorecard,
  query: ScorecardServiceQuery,
  now: Date,
) {
  if (query.q) {
    const like = containing(query.q);
    select.where(any =>
      any
        .whereRaw(`lower(t.name) like ? escape '\\'`, [like])
        .orWhereRaw(`t.entity_ref like ? escape '\\'`, [like]),
    );
  }
  if (query.level?.length) {
    select.whereIn(
      's.levels_held',
      query.level.map(level => levelsHeldAt(scorecard, level)),
    );
  }
  if (query.alertLevel?.length) {
    select.whereIn('t.alert_level', query.alertLevel.map(levelNumber));
  }
  if (query.critical !== undefined) {
    select.where('s.critical', query.critical);
  }
  if (query.answer?.length) filterAnswers(knex, select, scorecard, query);
  if (query.overdue) filterOverdue(knex, select, scorecard, now);
}

function levelsHeldAt(scorecard: DefinedScorecard, level: string): number {
  if (level === NO_LEVEL) return 0;
  const at = scorecard.levels.findIndex(({ name }) => name === level);
  if (at === -1) {
    throw new InputError(
      `The scorecard '${scorecard.name}' has no level '${level}'`,
    );
  }
  return at + 1;
}

function filterAnswers(
  knex: Knex,
  select: Knex.QueryBuilder,
  scorecard: DefinedScorecard,
  { check, answer = [] }: ScorecardServiceQuery,
) {
  if (check === undefined) {
    throw new InputError('`answer` is about a check: name it as `check`');
  }
  requireCheck(scorecard, check);
  select.whereIn(
    's.target_id',
    knex('scorecard_result_checks')
      .where({ scorecard: scorecard.name, check_id: check })
      .whereIn('answer', answer.map(answerLetter))
      .select('target_id'),
  );
}

/** Throws `InputError`. */
export function requireCheck(scorecard: DefinedScorecard, id: string): void {
  if (scorecard.checks.some(({ check }) => check.id === id)) return;
  throw new InputError(
    `The scorecard '${scorecard.name}' has no check '${id}'`,
  );
}

function filterOverdue(
  knex: Knex,
  select: Knex.QueryBuilder,
  scorecard: DefinedScorecard,
  now: Date,
) {
  select.whereIn(
    's.target_id',
    knex('scorecard_result_campaigns')
      .where('scorecard', scorecard.name)
      .whereIn('campaign', [...overdueNames(scorecard, now)])
      .select('target_id'),
  );
}

/** Why checks fail, warn or are unknown; by target. */
async function reasonsOf(
  knex: Knex,
  scorecard: DefinedScorecard,
  rows: ServiceRow[],
): Promise<Map<number, NonNullable<ScorecardService['reasons']>>> {
  const checks = await knex('scorecard_result_checks')
    .where('scorecard', scorecard.name)
    .whereIn(
      'target_id',
      rows.map(row => row.id),
    )
    .whereIn('answer', (['fail', 'warn', 'unknown'] as const).map(answerLetter))
    .orderBy(['target_id', 'position'])
    .select('target_id', 'check_id', 'reason');
  const reasons = new Map<number, NonNullable<ScorecardService['reasons']>>();
  for (const { target_id: id, check_id: check, reason } of checks) {
    const list = reasons.get(id) ?? [];
    list.push({ check, reason });
    reasons.set(id, list);
  }
  return reasons;
}

function toService(
  scorecard: DefinedScorecard,
  row: ServiceRow,
  owners: string[],
  overdue: ReadonlySet<string>,
): ScorecardService {
  const missing: { check: string }[] = JSON.parse(row.missing);
  return {
    entityRef: row.entity_ref,
    name: row.name,
    type: row.type ?? undefined,
    owners,
    system: row.system_ref ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    tags: JSON.parse(row.tags),
    critical: toBoolean(row.critical),
    level: levelName(scorecard, row.levels_held),
    levelsHeld: row.levels_held,
    levelSince: toIso(row.level_since),
    answers: [...row.answers].map(answerOf),
    missing: missing.map(({ check }) => check),
    overdue: openCampaigns(row.campaigns)
      .map(({ name }) => name)
      .filter(name => overdue.has(name)),
    scoredAt: toDate(row.scored_at).toISOString(),
  };
}

/** The highest level that holds; undefined where not even the lowest does. */
export function levelName(
  scorecard: DefinedScorecard,
  levelsHeld: number,
): string | undefined {
  return scorecard.levels[levelsHeld - 1]?.name;
}
