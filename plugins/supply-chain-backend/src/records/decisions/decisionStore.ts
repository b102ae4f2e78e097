import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  DecisionStep,
  DecisionSubject,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import {
  ANALYSIS,
  inForceAbout,
  noteAsked,
  packageOf,
  supersedeAnalyses,
} from './analyses';
import type { CheckedDecision } from './decisionRules';
import {
  APPROVAL,
  approvedPackage,
  requireUndecided,
} from './packageApprovals';
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
  if (by.approver) await comeIntoForce(trx, row, by.approver, {}, effects, now);
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

/**
 * Takes a decision one step further. Throws `NotFoundError`, or
 * `ConflictError` where the step does not follow from its state.
 */
export async function moveDecision(
  trx: Knex.Transaction,
  id: string,
  step: DecisionStep,
  by: { who: string; comment?: string },
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
    await comeIntoForce(trx, row, by.who, by, effects, now);
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
  who: string,
  { comment }: { comment?: string },
  effects: DecisionEffects,
  now: Date,
): Promise<void> {
  await addEvent(trx, row, 'approved', who, comment, now);
  if (row.subject === 'license-curation') {
    await supersede(trx, row, who, now);
  }
  if (row.subject === ANALYSIS) await supersedeEarlier(trx, row, who, now);
  await effects[row.subject]?.(trx, row, now);
}

/** Of one topic, what people decided last counts; what it replaces is over. */
async function supersedeEarlier(
  trx: Knex.Transaction,
  row: DbDecisionsRow,
  who: string,
  now: Date,
): Promise<void> {
  const about = [
    ...(await trx('vulnerability_names')
      .where('name', row.vulnerability)
      .select('vulnerability_id', trx.raw('null as rule_id'))),
    ...(await trx('tool_rules')
      .where('key', row.vulnerability)
      .select(trx.raw('null as vulnerability_id'), 'id as rule_id')),
  ];
  const topic = {
    scopeKind: row.scope_kind,
    scopeRef: row.scope_ref,
    vulnerability: row.vulnerability,
    package: packageOf(row),
    finding: row.finding_fingerprint ?? undefined,
  };
  const earlier = await inForceAbout(trx, about, [topic], now);
  const others = earlier.filter(({ id }) => id !== row.id);
  await supersedeAnalyses(
    trx,
    others.map(({ id }) => id),
    who,
    `By decision ${row.id}`,
    now,
  );
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
