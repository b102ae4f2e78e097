import {
  analysisWords,
  isSettled,
  type AnalysisState,
} from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { inChunks, isPostgres, toBoolean } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { queueScoring } from '../scoring/queue';
import { shiftTargetCounts } from './targetCounts';
import { noteFindings } from '../outbox/outbox';
import { dayOfNumber, NO_DAY, today } from './dueDays';
import type {
  DbFindingEventsRow,
  DbFindingsRow,
  DbTargetsRow,
} from '../../database/tables';

/** States of an analysis by the number that is stored; 0: nobody decided. */
const byNumber = [
  undefined,
  ...analysisWords.states,
] as const satisfies readonly (AnalysisState | undefined)[];

export function analysisNumber(state: AnalysisState | undefined): number {
  return byNumber.indexOf(state);
}

export function analysisOfNumber(value: number): AnalysisState | undefined {
  return byNumber[value];
}

/** What was made of a finding. */
export interface TriageOutcome {
  findingId: number;
  targetId: number;
  /** The finding's `triage_changes` when it was looked at. */
  seen: number;
  decisionId: number | null;
  analysis: AnalysisState | undefined;
  needsReview: boolean;
  /** As `dueDays.ts` has it. */
  dueDay: number;
  exposure: DbTargetsRow['exposure'];
}

type Stored = Pick<
  DbFindingsRow,
  | 'id'
  | 'target_id'
  | 'state'
  | 'decision_id'
  | 'analysis'
  | 'needs_review'
  | 'due_day'
  | 'exposure'
  | 'triage_changes'
>;

/** An outcome beside what is stored. */
interface Change {
  before: Stored;
  after: TriageOutcome;
  state: 'open' | 'dismissed';
}

/**
 * Stores what was made of findings, where it differs, with the history and the
 * counts of their targets. A finding that changed since it was looked at is
 * left as it is: it will be looked at again. Gives how many differed.
 */
export async function storeOutcomes(
  trx: Knex.Transaction,
  outcomes: readonly TriageOutcome[],
  now: Date,
): Promise<number> {
  await lockTargets(
    trx,
    outcomes.map(({ targetId }) => targetId),
  );
  let differing = 0;
  for await (const chunk of inChunks(outcomes)) {
    const changes = await changesOf(trx, chunk);
    const left = (from: string, to: string) =>
      changes.filter(
        ({ before, state }) => before.state === from && state === to,
      );
    const dismissed = left('open', 'dismissed');
    const reinstated = left('dismissed', 'open');
    await shiftTargetCounts(trx, idsOf(dismissed), -1);
    await updateFindings(trx, changes);
    await shiftTargetCounts(trx, idsOf(reinstated), 1);
    await recordEvents(trx, changes, now);
    await noteOutcomes(trx, changes, now);
    await queueScoring(
      trx,
      changes.map(({ before }) => before.target_id),
      now,
    );
    await settle(trx, chunk);
    differing += changes.length;
  }
  return differing;
}

function idsOf(changes: readonly Change[]) {
  return changes.map(({ before }) => before.id);
}

async function changesOf(
  trx: Knex.Transaction,
  outcomes: readonly TriageOutcome[],
): Promise<Change[]> {
  const rows: Stored[] = await trx('findings')
    .whereIn(
      'id',
      outcomes.map(({ findingId }) => findingId),
    )
    .whereNot('state', 'resolved')
    .select(
      'id',
      'target_id',
      'state',
      'decision_id',
      'analysis',
      'needs_review',
      'due_day',
      'exposure',
      'triage_changes',
    );
  const stored = new Map(rows.map(row => [Number(row.id), row]));
  return outcomes.flatMap(after => {
    const before = stored.get(after.findingId);
    if (!before || before.triage_changes !== after.seen) return [];
    const settled = after.analysis && isSettled({ state: after.analysis });
    const state =
      settled && !after.needsReview
        ? ('dismissed' as const)
        : ('open' as const);
    const change = { before, after, state };
    return isSame(change) ? [] : [change];
  });
}

function isSame({ before, after, state }: Change): boolean {
  return (
    before.state === state &&
    decisionOf(before) === after.decisionId &&
    before.analysis === analysisNumber(after.analysis) &&
    toBoolean(before.needs_review) === after.needsReview &&
    before.due_day === after.dueDay &&
    before.exposure === after.exposure
  );
}

function decisionOf({ decision_id: id }: Pick<Stored, 'decision_id'>) {
  return id === null ? null : Number(id);
}

async function updateFindings(
  trx: Knex.Transaction,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  const types = isPostgres(trx)
    ? [
        '?::bigint',
        '?::text',
        '?::bigint',
        '?::smallint',
        '?::boolean',
        '?::integer',
        '?::smallint',
      ]
    : Array.from({ length: 7 }, () => '?');
  await trx.raw(
    `with next(id, state, decision_id, analysis, needs_review, due_day, exposure)
       as (values ${changes.map(() => `(${types.join(', ')})`).join(', ')})
     update findings set state = next.state, decision_id = next.decision_id,
       analysis = next.analysis, needs_review = next.needs_review,
       due_day = next.due_day, exposure = next.exposure
     from next where next.id = findings.id`,
    changes.flatMap(({ before, after, state }) => [
      before.id,
      state,
      after.decisionId as number,
      analysisNumber(after.analysis),
      after.needsReview,
      after.dueDay,
      after.exposure,
    ]),
  );
}

/** Takes off the changes that were seen; of what is resolved, all. */
async function settle(
  trx: Knex.Transaction,
  outcomes: readonly TriageOutcome[],
): Promise<void> {
  const bySeen = new Map<number, number[]>();
  for (const { findingId, seen } of outcomes) {
    bySeen.set(seen, [...(bySeen.get(seen) ?? []), findingId]);
  }
  for (const [seen, ids] of bySeen) {
    await trx('findings')
      .whereIn('id', ids)
      .where('triage_changes', '>=', seen)
      .decrement('triage_changes', seen);
  }
}

async function recordEvents(
  trx: Knex.Transaction,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const events = changes.flatMap(change =>
    eventsOf(change).map(event => ({
      finding_id: change.before.id,
      target_id: change.before.target_id,
      at: now,
      decision_id: change.after.decisionId,
      ...event,
    })),
  );
  for await (const chunk of inChunks(events)) {
    await trx('finding_events').insert(chunk);
  }
}

type Event = Pick<DbFindingEventsRow, 'kind'> &
  Partial<Pick<DbFindingEventsRow, 'detail' | 'decision_id'>>;

/** What of a change people are told; the first date is no change. */
function eventsOf({ before, after, state }: Change): Event[] {
  const events: Event[] = [];
  const redecided = decisionOf(before) !== after.decisionId;
  if (before.state !== state) {
    events.push(
      state === 'dismissed'
        ? { kind: 'dismissed' }
        : { kind: 'reinstated', decision_id: before.decision_id },
    );
  } else if (redecided && after.decisionId !== null) {
    events.push({ kind: 'decided' });
  } else if (redecided) {
    events.push({ kind: 'undecided', decision_id: before.decision_id });
  }
  if (after.needsReview && !toBoolean(before.needs_review)) {
    events.push({ kind: 'needs-review' });
  }
  const isRedated =
    before.due_day !== after.dueDay && before.due_day !== NO_DAY;
  if (isRedated && state === 'open') {
    const [from, to] = [before.due_day, after.dueDay].map(
      day => dayOfNumber(day) ?? 'none',
    );
    events.push({ kind: 'redated', detail: `${from} ${to}` });
  }
  return events;
}

/** What people are told of: what is open again, needs another look, or was due before today. */
async function noteOutcomes(
  trx: Knex.Transaction,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const open = changes.filter(({ state }) => state === 'open');
  const note = (
    kind: 'reopened' | 'needs-review' | 'overdue',
    some: (change: Change) => boolean,
  ) =>
    noteFindings(
      trx,
      kind,
      open.filter(some).map(({ before }) => before),
      now,
    );
  const needsReview = ({ before, after }: Change) =>
    after.needsReview && !toBoolean(before.needs_review);
  await note('needs-review', needsReview);
  await note(
    'reopened',
    change => change.before.state === 'dismissed' && !needsReview(change),
  );
  const isPast = (day: number) => day < today(now);
  await note(
    'overdue',
    ({ before, after, state }) =>
      isPast(after.dueDay) &&
      (before.state !== state || !isPast(before.due_day)),
  );
}
