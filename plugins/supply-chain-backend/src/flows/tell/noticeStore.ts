import type { Knex } from 'knex';
import { inChunks, toText } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { DbNoticesRow } from '../../database/tables';
import type { News } from './news';
import type { Notice } from './noticesOf';

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;
/** What could not be told for so long is no news any more. */
const FORGOTTEN_MS = 7 * 86_400_000;
/**
 * For so long a message waits at most for the findings of its vulnerability
 * that are still being found out about: an advisory that thousands of services
 * meet is told once it is done, not after each piece.
 */
const GATHER_MS = 10 * 60_000;

/** What happened becomes what is told, or nothing: in one transaction. */
export async function turnIntoNotices(
  knex: Knex,
  news: readonly News[],
  notices: readonly Notice[],
  now: Date,
): Promise<void> {
  await inTransaction(knex, async trx => {
    for await (const chunk of inChunks(notices, 200)) {
      await queueNotices(trx, chunk, now);
    }
    for await (const chunk of inChunks(news)) {
      await trx('outbox')
        .whereIn(
          'id',
          chunk.map(({ id }) => id),
        )
        .delete();
    }
  });
}

/** One that waits already keeps its time, and is told as it is then. */
async function queueNotices(
  trx: Knex.Transaction,
  notices: readonly Notice[],
  now: Date,
): Promise<void> {
  await trx('notices')
    .insert(
      notices.map(({ group, slot, topic, subject, ...notice }) => ({
        group_ref: group,
        slot,
        topic,
        subject,
        vulnerability_id: notice.vulnerabilityId ?? null,
        rule_id: notice.ruleId ?? null,
        detail: notice.detail ? JSON.stringify(notice.detail) : null,
        created_at: now,
        due_at: notice.dueAt,
      })),
    )
    .onConflict(['group_ref', 'slot', 'topic', 'subject'])
    .merge({
      changes: trx.raw('notices.changes + 1'),
      vulnerability_id: trx.raw('excluded.vulnerability_id'),
      rule_id: trx.raw('excluded.rule_id'),
      detail: trx.raw('excluded.detail'),
    });
}

/**
 * What is due, for some groups: all that is due for each of them, since it may
 * be told as one.
 */
export async function dueNotices(
  knex: Knex,
  { groups, limit, now }: { groups: number; limit: number; now: Date },
): Promise<DbNoticesRow[]> {
  const due = () =>
    knex('notices as n')
      .where('n.due_at', '<=', now)
      .where(gathered =>
        gathered
          .whereNot('n.slot', 'now')
          .orWhereNull('n.vulnerability_id')
          .orWhere('n.created_at', '<', new Date(now.getTime() - GATHER_MS))
          .orWhere(settled =>
            settled
              .whereNotExists(knex('finding_updates').select(knex.raw('1')))
              .whereNotExists(
                knex('findings as f')
                  .whereRaw('f.vulnerability_id = n.vulnerability_id')
                  .where('f.triage_changes', '>', 0)
                  .whereNot('f.state', 'resolved')
                  .select(knex.raw('1')),
              ),
          ),
      );
  const refs: string[] = await due()
    .groupBy('n.group_ref')
    .orderByRaw('min(n.due_at), n.group_ref')
    .limit(groups)
    .pluck('n.group_ref');
  return due()
    .whereIn('n.group_ref', refs)
    .orderBy('n.id')
    .limit(limit)
    .select('n.*');
}

/** They were told: what was added meanwhile is told at `next`. */
export async function settleNotices(
  knex: Knex,
  notices: readonly DbNoticesRow[],
  next: Date,
): Promise<void> {
  await inTransaction(knex, async trx => {
    for await (const chunk of inChunks(notices, 100)) {
      const told = (changes: number[][]) =>
        trx('notices').whereIn(['id', 'changes'], changes);
      await told(
        chunk.map(({ id, changes }) => [Number(id), changes]),
      ).delete();
      await trx('notices')
        .whereIn(
          'id',
          chunk.map(({ id }) => id),
        )
        .update({
          due_at: next,
          attempts: 0,
          failing_since: null,
          error: null,
        });
    }
  });
}

/** They could not be told; each time it takes longer until that is tried again. */
export async function deferNotices(
  knex: Knex,
  notices: readonly DbNoticesRow[],
  error: string,
  now: Date,
): Promise<void> {
  const attempts = Math.max(...notices.map(notice => notice.attempts)) + 1;
  const wait = Math.min(
    FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10),
    LONGEST_RETRY_MS,
  );
  for await (const chunk of inChunks(notices)) {
    await knex('notices')
      .whereIn(
        'id',
        chunk.map(({ id }) => id),
      )
      .update({
        attempts,
        failing_since: knex.raw('coalesce(failing_since, ?)', [now]),
        error: toText(error, 1000),
        due_at: new Date(now.getTime() + wait),
      });
  }
}

/** Gives up what could not be sent for a week; says how much that was. */
export async function forgetNotices(knex: Knex, now: Date): Promise<number> {
  return knex('notices')
    .where('attempts', '>', 0)
    .where('failing_since', '<', new Date(now.getTime() - FORGOTTEN_MS))
    .delete();
}

/** The value of a mark, or undefined. */
export async function readMark(
  knex: Knex,
  name: string,
): Promise<string | undefined> {
  return (await knex('tell_marks').where('name', name).first('value'))?.value;
}

export async function writeMark(
  trx: Knex.Transaction,
  name: string,
  value: string,
): Promise<void> {
  await trx('tell_marks').insert({ name, value }).onConflict('name').merge();
}
