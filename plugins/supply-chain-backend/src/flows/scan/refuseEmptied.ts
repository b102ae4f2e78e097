import { InputError } from '@backstage/errors';
import type { SourceReadResult } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { counted } from '../../messages/counted';

/**
 * Refuses a source without any file where it had files before: a volume that is
 * not mounted, or a checkout that went wrong, looks like that, and would resolve
 * all findings. A source that is empty from the start stays empty.
 *
 * @param seen - files of any kind that the reader came by, where it tells
 * @throws InputError
 */
export async function refuseEmptied(
  knex: Knex,
  targetId: number,
  source: SourceReadResult & { unchanged: false },
  seen: number | undefined,
): Promise<void> {
  if (source.files.length > 0 || source.skipped.length > 0 || seen) return;
  const last = await knex('target_sources')
    .where('target_id', targetId)
    .first('files');
  const manifest = await knex('target_manifests')
    .where({ target_id: targetId, series: '' })
    .first('id');
  if (!last?.files && !manifest) return;
  throw new InputError(
    `The source is empty, and ${
      last?.files
        ? `had ${counted(last.files, 'file')} when it was last read`
        : 'had files to read before'
    }: is its volume mounted, and its checkout whole? What was known still stands`,
  );
}
