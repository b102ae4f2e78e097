import type { Knex } from 'knex';
import { databaseTime, inChunks } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';

/** The topics under which Backstage's event modules pass on pushes. */
export const pushTopics = [
  'github.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'bitbucketServer.repo:refs_changed',
  'gitea.push',
  'azureDevOps.git.push',
];

/** Where the senders of such events name the repository. */
const addressPaths = [
  ['repository', 'html_url'],
  ['project', 'web_url'],
  ['repository', 'links', 'html', 'href'],
  ['resource', 'repository', 'remoteUrl'],
];

/** The web address of the repository that was pushed to, if the event names one. */
export function pushedRepository(payload: unknown): string | undefined {
  for (const path of addressPaths) {
    let value = payload;
    for (const key of path) {
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined;
    }
    if (typeof value === 'string' && /^https?:\/\/[^/]+\/.+/.test(value)) {
      return value.replace(/(\.git)?\/*$/, '');
    }
  }
  return undefined;
}

/**
 * Makes the targets that are read from a repository due now. Whether their
 * own folder or branch changed is for the scan to see: an unchanged source
 * costs it one conditional request. Gives the number of targets.
 */
export async function requestScansOf(
  knex: Knex,
  repository: string,
): Promise<number> {
  return inTransaction(knex, async trx => {
    const ids: number[] = await targetsIn(trx, repository).pluck('id');
    await lockTargets(trx, ids);
    for await (const chunk of inChunks(ids)) {
      await trx('targets')
        .whereIn('id', chunk)
        .update({
          next_scan_at: databaseTime(trx),
          pending_trigger: trx.raw(`coalesce(pending_trigger, 'event')`),
        });
    }
    return ids.length;
  });
}

/** The targets that are read from a repository; `repository` is its web address. */
export function targetsIn(
  knex: Knex,
  repository: string,
): Knex.QueryBuilder<any, any> {
  return knex('targets')
    .whereNull('removed_at')
    .where(any =>
      any
        .where('source_address', repository)
        // Below it: a zero follows the slash in the order of bytes.
        .orWhere(below =>
          below
            .where('source_address', '>=', `${repository}/`)
            .where('source_address', '<', `${repository}0`),
        ),
    );
}
