import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  DecisionStep,
  DecisionSubject,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import {
  ANALYSIS,
  decidedAbout,
  inForceAbout,
  noteAsked,
  supersedeAnalyses,
  topicOf,
} from './analyses';
import type { CheckedDecision } from './decisionRules';
import {
  APPROVAL,
  approvedPackage,
  requireUndecided,
} from './packageApprovals';
import { rememberVersions } from './versionsInUse';
import type {
  DbDecisionEventsRow,
  DbDecisionsRow,
} from '../../database/tables';

/**
 * What changes where decisions come into force or cease to be: run in the
 * transaction that says so.
 */
export type DecisionEffects = Partial<
  Record<
    DecisionSubject,
    (
      trx: Knex.Transaction,
      decision: DbDecisionsRow,
      now: Date,
    ) => Promise<void>
  >
>;

/** Stores a decision; with an approver it is in force at once. */
export async function createDecision(
  trx: Knex.Transaction,
  decision: CheckedDecision,
  by: { author: string; approver?: string },
  effects: DecisionEffects,
  now: Date,
): Promise<DbDecisionsRow> {
  await requireUndecided(trx, decision);
  const [row]: DbDecisionsRow[] = await trx('decisions')
    .insert({
      subject: decision.subject,
      state: by.approver ? 'active' : 'proposed',
      scope_kind: decision.scopeKind,
      scope_ref: decision.scopeRef,
      purl: decision.purl,
      license: decision.license,
      release: decision.release,
      check_id: decision.check,
      scorecard: decision.scorecard,
      ...packageColumns(decision),
      verdict: decision.verdict,
      reason: toText(decision.reason, 4000),
      author: by.author,
      approver: by.approver ?? null,
      created_at: now,
      decided_at: by.approver ? now : null,
      ends_at: decision.endsAt,
    })
    .returning('*');
  await addEvent(trx, row, 'proposed', by.author, undefined, now);
  await noteAsked(trx, [row], now);
  const { approver: who } = by;
  if (who) await comeIntoForce(trx, row, { who }, effects, now);
  return row;
}

/** An approval is found by its package, however its purl is written. */
function packageColumns({ subject, purl }: CheckedDecision) {
  if (subject !== APPROVAL || purl === null) return {};
  const found = approvedPackage(purl);
  return {
    ecosystem: found?.ecosystem,
    package_name: found?.lookup_name,
  };
}

/** Who takes a step, and what of the decisions about the same they have seen. */
export interface DecidingStep {
  who: string;
  comment?: string;
  /** Later decisions that an approval takes the place of. */
  replaces?: readonly string[];
}

/**
 * Takes a decision one step further. Throws `NotFoundError`, or
 * `ConflictError` where the step does not follow from its state.
 */
export async function moveDecision(
  trx: Knex.Transaction,
  id: string,
  step: DecisionStep,
  by: DecidingStep,
  effects: DecisionEffects,
  now: Date,
): Promise<DbDecisionsRow> {
  const before = await readDecisionRow(trx, id);
  // `active` needs no step to expire, and an expired one can still be revoked.
  const from = step === 'revoke' ? ['active', 'proposed'] : ['proposed'];
  const changes: Partial<DbDecisionsRow> =
    step === 'approve'
      ? { state: 'active', approver: by.who, decided_at: now }
      : {
          state: step === 'reject' ? 'rejected' : 'revoked',
          ended_at: now,
          ...(step === 'reject' && { approver: by.who, decided_at: now }),
        };
  const [row]: DbDecisionsRow[] = await trx('decisions')
    .where('id', id)
    .whereIn('state', from)
    .update(changes)
    .returning('*');
  if (!row) {
    throw new ConflictError(`It is ${before.state}: one cannot ${step} it`);
  }
  if (step === 'approve') {
    await comeIntoForce(trx, row, by, effects, now);
  } else {
    const kind = step === 'reject' ? 'rejected' : 'revoked';
    await addEvent(trx, row, kind, by.who, by.comment, now);
    if (before.state === 'active') await effects[row.subject]?.(trx, row, now);
  }
  return row;
}

async function comeIntoForce(
  trx: Knex.Transaction,
  row: DbDecisionsRow,
  by: DecidingStep,
  effects: DecisionEffects,
  now: Date,
): Promise<void> {
  const { who, comment } = by;
  await addEvent(trx, row, 'approved', who, comment, now);
  if (row.subject === 'license-curation') {
    await supersede(trx, row, who, now);
  }
  if (row.subject === ANALYSIS) {
    await supersedeEarlier(trx, row, by, now);
    await rememberVersions(trx, [row]);
  }
  await effects[row.subject]?.(trx, row, now);
}

/**
 * Of one topic, what people decided last counts; what it replaces is over. What
 * stands against it is not replaced, unless the approver has seen it, and says
 * so; and never by what a tool, a file or a document says.
 */
async function supersedeEarlier(
  trx: Knex.Transaction,
  row: DbDecisionsRow,
  { who, replaces = [] }: DecidingStep,
  now: Date,
): Promise<void> {
  const about = await named(trx, row);
  const earlier = await inForceAbout(trx, about, [topicOf(row)], now);
  const others = earlier.filter(({ id }) => id !== row.id);
  const against = standingAgainst(row, others);
  if (row.origin !== 'person' && against.length > 0) {
    const [{ id, author, verdict }] = against;
    throw new ConflictError(
      `${author} decided about the same (decision ${id}: ${verdict}), and that counts before it: revoke that one first, or reject this`,
    );
  }
  const unseen = against.find(({ id }) => !replaces.includes(String(id)));
  if (unseen) {
    throw new ConflictError(
      `${
        unseen.approver ?? unseen.author
      } decided about the same after this was proposed (decision ${
        unseen.id
      }: ${unseen.verdict}, "${
        unseen.reason
      }"): revoke that one first, reject this, or name that one in \`replaces\``,
    );
  }
  await supersedeAnalyses(
    trx,
    others.map(({ id }) => id),
    who,
    `By decision ${row.id}`,
    now,
  );
}

/** Decisions in force that stand against the approval of one that waits; none where that does not wait. */
export async function decisionsAgainst(
  knex: Knex,
  row: DbDecisionsRow,
  now: Date,
): Promise<DbDecisionsRow[]> {
  if (row.subject !== ANALYSIS || row.state !== 'proposed') return [];
  const about = await named(knex, row);
  return standingAgainst(
    row,
    await decidedAbout(knex, about, [topicOf(row)], now),
  );
}

/**
 * What a tool, a file or a document says ends nothing that a person has said.
 * Nor does a proposal by itself end what was decided after it was made, which
 * whoever made it has not seen.
 */
function standingAgainst(
  { origin, created_at: proposed }: DbDecisionsRow,
  others: readonly DbDecisionsRow[],
): DbDecisionsRow[] {
  const proposedAt = toDate(proposed);
  return others.filter(
    ({ decided_at: at, created_at: made }) =>
      origin !== 'person' || toDate(at ?? made) >= proposedAt,
  );
}

/** What a decision is about, by the rows that have its name. */
async function named(knex: Knex, { vulnerability }: DbDecisionsRow) {
  const name = vulnerability ?? '';
  return [
    ...(await knex('vulnerability_names')
      .where({ name })
      .select('vulnerability_id', knex.raw('null as rule_id'))),
    ...(await knex('tool_rules')
      .where('key', name)
      .select(knex.raw('null as vulnerability_id'), 'id as rule_id')),
  ];
}

/** A package has one curated license: the newest takes the others' place. */
async function supersede(
  trx: Knex.Transaction,
  row: DbDecisionsRow,
  who: string,
  now: Date,
): Promise<void> {
  const earlier: DbDecisionsRow[] = await trx('decisions')
    .where({ subject: row.subject, state: 'active', purl: row.purl })
    .whereNot('id', row.id)
    .update({ state: 'revoked', ended_at: now })
    .returning('*');
  for (const one of earlier) {
    const comment = `By decision ${row.id}`;
    await addEvent(trx, one, 'superseded', who, comment, now);
  }
}

/** One decision's row; throws `NotFoundError`. */
export async function readDecisionRow(
  knex: Knex,
  id: string,
): Promise<DbDecisionsRow> {
  const row = await knex('decisions').where('id', id).first();
  if (!row) throw new NotFoundError(`No decision ${id}`);
  return row;
}

/** The decisions of a subject that are in force at a time. */
export function inForce(
  knex: Knex,
  subject: DecisionSubject,
  now: Date,
): Knex.QueryBuilder<any, DbDecisionsRow[]> {
  return knex('decisions')
    .where({ subject, state: 'active' })
    .where(open => open.whereNull('ends_at').orWhere('ends_at', '>', now))
    .orderBy('id');
}

async function addEvent(
  trx: Knex.Transaction,
  row: DbDecisionsRow,
  kind: DbDecisionEventsRow['kind'],
  by: string,
  comment: string | undefined,
  at: Date,
): Promise<void> {
  await trx('decision_events').insert({
    decision_id: row.id,
    at,
    kind,
    by,
    comment: comment ? toText(comment) : null,
  });
}
