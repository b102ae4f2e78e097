import type {
  Decision,
  DecisionDetail,
  DecisionQuery,
  DecisionState,
  DecisionStep,
  DecisionSubject,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toBoolean, toDate, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import { ANALYSIS, packageOf } from '../../records/decisions/analyses';
import {
  decisionsAgainst,
  readDecisionRow,
} from '../../records/decisions/decisionStore';
import type { DbDecisionsRow } from '../../database/tables';

/** Says which steps the caller may take with a decision in some state. */
export type AllowedSteps = (
  row: DbDecisionsRow,
  state: DecisionState,
) => DecisionStep[];

const orders: Record<NonNullable<DecisionQuery['orderBy']>, KeysetColumn[]> = {
  newest: [{ column: 'd.id', direction: 'desc', type: 'number' }],
  end: [
    { column: 'd.ends_at', direction: 'asc', type: 'time' },
    { column: 'd.id', direction: 'asc', type: 'number' },
  ],
};

/** Decisions of some subjects, and the targets that a caller may read them of. */
export interface ReadableDecisions {
  subjects: DecisionSubject[];
  targets: TargetFilter;
}

/**
 * A page of decisions: those for an entity where the caller may
 * read it, and all that are for more than one entity.
 */
export async function listDecisions(
  knex: Knex,
  query: DecisionQuery,
  readable: ReadableDecisions[],
  may: AllowedSteps,
): Promise<Page<Decision>> {
  const now = new Date();
  const select = knex('decisions as d').select('d.*');
  filterVisible(knex, select, readable);
  if (query.subject?.length) select.whereIn('d.subject', query.subject);
  if (query.state?.length) filterState(select, query.state, now);
  if (query.origin?.length) select.whereIn('d.origin', query.origin);
  if (query.endsBefore) {
    filterState(select, ['active'], now);
    select.where('d.ends_at', '<', new Date(query.endsBefore));
  }
  if (query.orderBy === 'end') select.whereNotNull('d.ends_at');
  if (query.entityRef) filterEntity(knex, select, query.entityRef, readable);
  if (query.owner?.length) filterOwner(knex, select, query.owner);
  if (query.q) filterText(select, query.q);
  const total = await boundedCount(knex, select);
  const page = await readPage<DbDecisionsRow>(
    select,
    orders[query.orderBy ?? 'newest'],
    query,
  );
  return {
    items: await withFindings(
      knex,
      page.rows.map(row => toDecision(row, may, now)),
      readable,
    ),
    total,
    nextCursor: page.nextCursor,
  };
}

/** One decision with its history, and with what stands against its approval. */
export async function readDecision(
  knex: Knex,
  id: string,
  may: AllowedSteps,
): Promise<DecisionDetail> {
  const row = await readDecisionRow(knex, id);
  const now = new Date();
  const events = await knex('decision_events')
    .where('decision_id', id)
    .orderBy('id');
  const against = await decisionsAgainst(knex, row, now);
  return {
    decision: toDecision(row, may, now),
    ...(against.length > 0 && {
      against: against.map(one => toDecision(one, may, now)),
    }),
    history: events.map(event => ({
      at: toIso(event.at)!,
      kind: event.kind,
      by: event.by,
      comment: event.comment ?? undefined,
    })),
  };
}

/** A decision for the API. */
export function toDecision(
  row: DbDecisionsRow,
  may: AllowedSteps | undefined,
  now: Date,
): Decision {
  const state = stateOf(row, now);
  return {
    id: String(row.id),
    subject: row.subject,
    state,
    scope: { kind: row.scope_kind, ref: row.scope_ref || undefined },
    about: {
      purl: row.purl ?? undefined,
      vulnerability: row.vulnerability ?? undefined,
      license: row.license ?? undefined,
      release: row.release ?? undefined,
      check: row.check_id ?? undefined,
      scorecard: row.scorecard ?? undefined,
    },
    verdict: row.verdict,
    reason: row.reason,
    author: row.author,
    approver: row.approver ?? undefined,
    createdAt: toIso(row.created_at)!,
    decidedAt: toIso(row.decided_at),
    endsAt: toIso(row.ends_at),
    updatedAt: toIso(row.ended_at ?? row.decided_at ?? row.created_at),
    ...(row.subject === ANALYSIS && analysisOf(row)),
    may: may?.(row, state),
  };
}

function analysisOf(row: DbDecisionsRow): Partial<Decision> {
  type Analysis = NonNullable<Decision['analysis']>;
  return {
    analysis: {
      state: row.verdict as Analysis['state'],
      justification: row.justification ?? undefined,
      responses: JSON.parse(row.responses ?? '[]'),
    },
    package: packageOf(row),
    versions: row.versions ? JSON.parse(row.versions) : undefined,
    endsWhen: row.ends_when ?? undefined,
    pausesClock: toBoolean(row.pauses_clock),
    origin: row.origin,
    originRef: row.origin_ref ?? undefined,
  };
}

/** How many findings each analysis counts for, of those that the caller may see. */
async function withFindings(
  knex: Knex,
  decisions: Decision[],
  readable: ReadableDecisions[],
): Promise<Decision[]> {
  const ids = decisions.flatMap(({ id, subject }) =>
    subject === ANALYSIS ? [id] : [],
  );
  const targets = readable.find(({ subjects }) => subjects.includes(ANALYSIS));
  if (ids.length === 0 || !targets) return decisions;
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .whereIn('f.decision_id', ids)
    .whereNot('f.state', 'resolved')
    .groupBy('f.decision_id')
    .select('f.decision_id')
    .count('* as count');
  applyTargetFilter(select, targets.targets);
  const counts = new Map<string, number>(
    (await select).map(row => [String(row.decision_id), Number(row.count)]),
  );
  return decisions.map(decision =>
    decision.subject === ANALYSIS
      ? { ...decision, findings: counts.get(decision.id) ?? 0 }
      : decision,
  );
}

/** Nothing runs when a decision expires: its end says so. */
export function stateOf(row: DbDecisionsRow, now: Date): DecisionState {
  const over = row.ends_at !== null && toDate(row.ends_at) <= now;
  return row.state === 'active' && over ? 'expired' : row.state;
}

function filterVisible(
  knex: Knex,
  select: Knex.QueryBuilder,
  readable: ReadableDecisions[],
) {
  select.where(any => {
    for (const { subjects, targets } of readable) {
      any.orWhere(some => {
        some.whereIn('d.subject', subjects);
        if (targets.access) filterEntities(knex, some, targets);
      });
    }
  });
}

function filterEntities(
  knex: Knex,
  select: Knex.QueryBuilder,
  { access }: TargetFilter,
) {
  const readable = knex('targets as t').select('t.entity_ref');
  applyTargetFilter(readable, { access, includeRemoved: true });
  select.where(visible =>
    visible
      .whereNot('d.scope_kind', 'entity')
      .orWhereIn('d.scope_ref', readable),
  );
}

function filterState(
  select: Knex.QueryBuilder,
  states: DecisionState[],
  now: Date,
) {
  select.where(any => {
    for (const state of states) {
      any.orWhere(one => {
        one.where('d.state', state === 'expired' ? 'active' : state);
        if (state === 'expired') one.where('d.ends_at', '<=', now);
        if (state === 'active') {
          one.where(open =>
            open.whereNull('d.ends_at').orWhere('d.ends_at', '>', now),
          );
        }
      });
    }
  });
}

/**
 * What holds for an entity, be it for its system, its owner or everyone; of one
 * that may not be seen neither system nor owner is told.
 */
function filterEntity(
  knex: Knex,
  select: Knex.QueryBuilder,
  ref: string,
  readable: ReadableDecisions[],
) {
  const entityRef = ref.toLocaleLowerCase('en-US');
  select.where(any => {
    any
      .where('d.scope_kind', 'organization')
      .orWhere({ 'd.scope_kind': 'entity', 'd.scope_ref': entityRef });
    for (const { subjects, targets } of readable) {
      const target = knex('targets as t').where('t.entity_ref', entityRef);
      const { access } = targets;
      applyTargetFilter(target, { access, includeRemoved: true });
      any.orWhere(above =>
        above
          .whereIn('d.subject', subjects)
          .where(either => filterAbove(knex, either, target)),
      );
    }
  });
}

/** Decisions about the system or an owner of a target. */
function filterAbove(
  knex: Knex,
  select: Knex.QueryBuilder,
  target: Knex.QueryBuilder,
) {
  const owners = knex('target_owners')
    .whereIn('target_id', target.clone().select('t.id'))
    .select('owner_ref');
  select
    .where(system =>
      system
        .where('d.scope_kind', 'system')
        .whereIn('d.scope_ref', target.clone().select('t.system_ref')),
    )
    .orWhere(owner =>
      owner.where('d.scope_kind', 'owner').whereIn('d.scope_ref', owners),
    );
}

function filterOwner(knex: Knex, select: Knex.QueryBuilder, owners: string[]) {
  const owned = knex('targets as t').select('t.entity_ref');
  applyTargetFilter(owned, { owner: owners, includeRemoved: true });
  select.where(any =>
    any
      .where(owner =>
        owner.where('d.scope_kind', 'owner').whereIn('d.scope_ref', owners),
      )
      .orWhere(entity =>
        entity.where('d.scope_kind', 'entity').whereIn('d.scope_ref', owned),
      ),
  );
}

function filterText(select: Knex.QueryBuilder, text: string) {
  const like = containing(text);
  select.where(any => {
    for (const column of [
      'purl',
      'license',
      'vulnerability',
      'package_name',
      'check_id',
      'reason',
      'scope_ref',
      'author',
    ]) {
      any.orWhereRaw(`lower(??) like ? escape '\\'`, [`d.${column}`, like]);
    }
  });
}
