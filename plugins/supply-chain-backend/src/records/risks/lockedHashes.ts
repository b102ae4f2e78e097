import type { Component, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { updateMany } from '../../database/updateMany';
import { queueComponents } from './riskQueue';
import { shortHash, strongest } from '../../outside/registries/shortHash';

/** Ecosystems in which a version of a registry is one archive. */
const ONE_ARCHIVE: ReadonlySet<string> = new Set(['npm', 'crates.io']);

/** A hash that a lock file has of a package version. */
interface Locked {
  path: string;
  componentId: number;
  hash: string;
}

/**
 * Keeps which hashes lock files have: of a package version the first, and of
 * lock files that have another one, that. Versions of which something else is
 * known now are judged again.
 */
export async function noteHashes(
  trx: Knex.Transaction,
  { targetId, series }: { targetId: number; series: string },
  manifests: readonly Manifest[],
  componentIds: ReadonlyMap<string, number>,
): Promise<void> {
  const locked = manifests.flatMap(({ path, components }) =>
    components.flatMap(component => {
      const hash = lockedHashOf(component);
      const componentId = componentIds.get(component.purl);
      return hash && componentId !== undefined
        ? [{ path, componentId: Number(componentId), hash }]
        : [];
    }),
  );
  const first = await firstHashes(trx, locked);
  const others = locked.filter(
    ({ componentId, hash }) => first.known.get(componentId) !== hash,
  );
  const changed = await storeOthers(
    trx,
    { targetId, series },
    manifests,
    others,
  );
  await queueComponents(trx, [...first.added, ...changed]);
}

/** The hash of a component's archive, as its registry has one as well; the strongest. */
export function lockedHashOf({
  ecosystem,
  hashes,
}: Component): string | undefined {
  return ONE_ARCHIVE.has(ecosystem ?? '')
    ? strongest(hashes.map(shortHash))
    : undefined;
}

async function firstHashes(
  trx: Knex.Transaction,
  locked: readonly Locked[],
): Promise<{ known: Map<number, string>; added: number[] }> {
  const known = new Map<number, string>();
  const open = new Set<number>();
  for await (const chunk of inChunks(locked)) {
    const rows = await trx('components')
      .whereIn(
        'id',
        chunk.map(({ componentId }) => componentId),
      )
      .select('id', 'locked_hash');
    for (const { id, locked_hash: hash } of rows) {
      if (hash === null) open.add(Number(id));
      else known.set(Number(id), hash);
    }
  }
  const added = new Map<number, string>();
  for (const { componentId, hash } of locked) {
    if (open.has(componentId) && !added.has(componentId)) {
      added.set(componentId, hash);
      known.set(componentId, hash);
    }
  }
  await updateMany<{ id: number; locked_hash: string }, 'locked_hash'>(
    trx,
    'components',
    ['locked_hash'],
    [...added]
      .sort(([a], [b]) => a - b)
      .map(([id, hash]) => ({ id, locked_hash: hash })),
  );
  return { known, added: [...added.keys()] };
}

/** Gives the package versions of which it is other lock files now, or other hashes. */
async function storeOthers(
  trx: Knex.Transaction,
  of: { targetId: number; series: string },
  manifests: readonly Manifest[],
  others: readonly Locked[],
): Promise<number[]> {
  const rows = await trx('target_manifests')
    .where({ target_id: of.targetId, series: of.series })
    .select('id', 'path');
  const idsByPath = new Map(rows.map(({ id, path }) => [path, id]));
  const read = manifests.flatMap(({ path }) => idsByPath.get(path) ?? []);
  const keyOf = (manifestId: number, componentId: number, hash: string) =>
    `${manifestId} ${componentId} ${hash}`;
  const stored = new Map<
    string,
    { manifest_id: number; component_id: number }
  >();
  for await (const chunk of inChunks(read)) {
    for (const row of await trx('other_hashes').whereIn('manifest_id', chunk)) {
      const componentId = Number(row.component_id);
      stored.set(keyOf(row.manifest_id, componentId, row.hash), {
        manifest_id: row.manifest_id,
        component_id: componentId,
      });
    }
  }
  const added = [];
  for (const { path, componentId, hash } of others) {
    const manifestId = idsByPath.get(path);
    if (manifestId === undefined) continue;
    if (stored.delete(keyOf(manifestId, componentId, hash))) continue;
    added.push({ manifest_id: manifestId, component_id: componentId, hash });
  }
  const gone = [...stored.values()];
  for (const row of gone) await trx('other_hashes').where(row).delete();
  for await (const chunk of inChunks(added)) {
    await trx('other_hashes')
      .insert(chunk)
      .onConflict(['manifest_id', 'component_id'])
      .merge();
  }
  return [...gone, ...added].map(({ component_id: id }) => id);
}
