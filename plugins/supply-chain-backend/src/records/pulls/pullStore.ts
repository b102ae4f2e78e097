import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import {
  databaseTime,
  isPostgres,
  toDate,
  toIso,
  toText,
} from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { DbPullRequestsRow } from '../../database/tables';

/**
 * Notes what a forge tells of a pull request, and has it worked on where it
 * says something new. `targetIds`: the services
 * that a new one is about. Of two events the later one counts, whichever comes
 * first; one that was never open here and is closed is none of ours. Gives
 * whether there is something to do.
 */
export async function notePull(
  knex: Knex,
  forge: string,
  pull: PullRequest,
  targetIds: readonly number[],
  now: Date,
): Promise<boolean> {
  return inTransaction(knex, async trx => {
    const row = await lockedRow(trx, forge, pull);
    if (!row) {
      if (pull.state === 'closed') return false;
      await insertPull(trx, forge, pull, targetIds, now);
      return true;
    }
    if (!isNews(row, pull)) return false;
    const closes = pull.state === 'closed';
    await trx('pull_requests')
      .where('id', row.id)
      .update({
        ...columnsOf(pull),
        state: pull.state,
        heard_at: now,
        closed_at: closes ? row.closed_at ?? now : null,
        due_at: closes ? null : databaseTime(trx),
        events: row.events + 1,
        ...(row.head_revision !== pull.head.revision && { attempts: 0 }),
      });
    return !closes;
  });
}

async function lockedRow(
  trx: Knex.Transaction,
  forge: string,
  { repository, number }: PullRequest,
): Promise<DbPullRequestsRow | undefined> {
  const select = trx('pull_requests')
    .where({ forge, repository, number })
    .first();
  if (isPostgres(trx)) select.forUpdate();
  return select;
}

/** Another replica may have heard the same event: then its row stands, and is due. */
async function insertPull(
  trx: Knex.Transaction,
  forge: string,
  pull: PullRequest,
  targetIds: readonly number[],
  now: Date,
): Promise<void> {
  const [made] = await trx('pull_requests')
    .insert({
      forge,
      repository: pull.repository,
      number: pull.number,
      ...columnsOf(pull),
      state: 'open',
      heard_at: now,
      due_at: databaseTime(trx) as Date,
    })
    .onConflict(['forge', 'repository', 'number'])
    .ignore()
    .returning('id');
  if (!made || targetIds.length === 0) return;
  await trx('pull_request_services').insert(
    targetIds.map(id => ({ pull_request_id: made.id, target_id: id })),
  );
}

function isNews(row: DbPullRequestsRow, pull: PullRequest): boolean {
  if (
    pull.updatedAt !== undefined &&
    row.changed_at !== null &&
    Date.parse(pull.updatedAt) < toDate(row.changed_at).getTime()
  ) {
    return false;
  }
  return (
    row.state !== pull.state ||
    row.head_revision !== pull.head.revision ||
    row.base_branch !== toText(pull.base.branch, 255) ||
    row.title !== toText(pull.title, 500)
  );
}

function columnsOf(pull: PullRequest) {
  const { head, base, updatedAt } = pull;
  return {
    title: toText(pull.title, 500),
    url: pull.url,
    head_revision: head.revision,
    head_branch: toText(head.branch, 255),
    head_repository: head.repository,
    base_revision: base.revision ?? null,
    base_branch: toText(base.branch, 255),
    changed_at: updatedAt === undefined ? null : new Date(updatedAt),
  };
}

/** A row as the pull request that it is of. */
export function pullOf(row: DbPullRequestsRow): PullRequest {
  return {
    repository: row.repository,
    number: row.number,
    state: row.state,
    head: {
      revision: row.head_revision,
      branch: row.head_branch,
      repository: row.head_repository,
    },
    base: {
      ...(row.base_revision !== null && { revision: row.base_revision }),
      branch: row.base_branch,
    },
    title: row.title,
    url: row.url,
    updatedAt: toIso(row.changed_at),
  };
}

/** Has all that are open judged again: what is decided, or a policy, is another. */
export async function judgeAllAgain(trx: Knex.Transaction): Promise<void> {
  await trx('pull_requests')
    .where({ state: 'open', judge_again: false })
    .whereNotNull('judged_at')
    .update({ judge_again: true, due_at: databaseTime(trx) });
}

/** One that nobody said anything of for so long may be closed as well. */
const SILENT_MS = 90 * 24 * 60 * 60_000;

/**
 * Forgets what was closed longer ago than `keepMs`, and what was not heard of
 * for three months; gives how many. One that is heard of again begins anew.
 */
export async function forgetPulls(
  knex: Knex,
  keepMs: number,
  now: Date,
): Promise<number> {
  const before = (age: number) => new Date(now.getTime() - age);
  return knex('pull_requests')
    .where('closed_at', '<', before(keepMs))
    .orWhere('heard_at', '<', before(SILENT_MS))
    .delete();
}
