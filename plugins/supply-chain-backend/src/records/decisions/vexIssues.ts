import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { DbVexIssuesRow } from '../../database/tables';

/** Issues of one document, oldest first; the last is the content that was asked about. */
export type VexIssues = { version: number; at: string }[];

/**
 * Counts the contents of a document: the same content again is the same
 * version, another one is the next. Replicas that count at once agree.
 *
 * @param content - all that the document says, but its version and times
 */
export async function countIssue(
  knex: Knex,
  { targetId, variant }: { targetId: number; variant: string },
  content: string,
  now: Date,
): Promise<VexIssues> {
  const digest = createHash('sha256').update(content).digest('hex');
  const read = (): Promise<DbVexIssuesRow[]> =>
    knex('vex_issues')
      .where({ target_id: targetId, variant })
      .orderBy('version');
  const before = await read();
  const last = before.at(-1);
  if (last?.digest !== digest) {
    await knex('vex_issues')
      .insert({
        target_id: targetId,
        variant,
        version: (last?.version ?? 0) + 1,
        digest,
        issued_at: now,
      })
      .onConflict(['target_id', 'variant', 'version'])
      .ignore();
  }
  return (await read()).map(({ version, issued_at }) => ({
    version,
    at: toDate(issued_at).toISOString(),
  }));
}
