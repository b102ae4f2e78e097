import type { Component, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { chunked, toBoolean, toText } from '../database/dialect';
import { scopeNumber } from './scope';

/** A place of the source that could not be read this time. */
export interface UnreadPlace {
  path: string;
  reason: string;
}

interface ManifestRow {
  id: number;
  path: string;
  stale_since: unknown;
}

/**
 * Brings the links from a target to its components up to date. Manifests that
 * were read are replaced, row by differing row; those that are gone from the
 * source go; those that could not be read keep what was known, marked stale.
 */
export async function storeLinks(
  trx: Knex.Transaction,
  options: {
    targetId: number;
    manifests: Manifest[];
    unread: UnreadPlace[];
    componentIds: Map<string, number>;
    now: Date;
  },
): Promise<void> {
  const { targetId, manifests, unread, componentIds, now } = options;
  const rows: ManifestRow[] = await trx('target_manifests')
    .where('target_id', targetId)
    .select('id', 'path', 'stale_since');
  const known = new Map(rows.map(row => [row.path, row]));

  for (const manifest of manifests) {
    const id = await storeManifest(
      trx,
      targetId,
      manifest,
      known.get(manifest.path)?.id,
      now,
    );
    await replaceLinks(trx, targetId, id, manifest.components, componentIds);
    known.delete(manifest.path);
  }

  const gone: number[] = [];
  for (const row of known.values()) {
    const place = unread.find(u => covers(u.path, row.path));
    if (!place) {
      gone.push(row.id);
    } else if (row.stale_since === null) {
      await trx('target_manifests')
        .where('id', row.id)
        .update({ stale_since: now, stale_reason: toText(place.reason) });
    }
  }
  await trx('target_components').whereIn('manifest_id', gone).delete();
  await trx('target_manifests').whereIn('id', gone).delete();
}

/** Whether an unread file or folder hides a manifest. */
export function covers(unread: string, manifest: string): boolean {
  return (
    unread === '.' || manifest === unread || manifest.startsWith(`${unread}/`)
  );
}

async function storeManifest(
  trx: Knex.Transaction,
  targetId: number,
  manifest: Manifest,
  id: number | undefined,
  now: Date,
): Promise<number> {
  const row = {
    format: manifest.format,
    graph: manifest.graph,
    read_at: now,
    stale_since: null,
    stale_reason: null,
  };
  if (id !== undefined) {
    await trx('target_manifests').where('id', id).update(row);
    return id;
  }
  const [inserted] = await trx('target_manifests')
    .insert({ ...row, target_id: targetId, path: manifest.path })
    .returning('id');
  return inserted.id;
}

async function replaceLinks(
  trx: Knex.Transaction,
  targetId: number,
  manifestId: number,
  components: Component[],
  componentIds: Map<string, number>,
): Promise<void> {
  const wanted = new Map<number, { direct: boolean; scope: number }>();
  for (const component of components) {
    const id = componentIds.get(component.purl);
    if (id !== undefined) {
      wanted.set(id, {
        direct: component.direct,
        scope: scopeNumber(component.scope),
      });
    }
  }
  const gone: number[] = [];
  for (const row of await trx('target_components')
    .where('manifest_id', manifestId)
    .select('component_id', 'direct', 'scope')) {
    const id = Number(row.component_id);
    const link = wanted.get(id);
    const same =
      link?.direct === toBoolean(row.direct) && link.scope === row.scope;
    if (same) wanted.delete(id);
    else gone.push(id);
  }
  for (const chunk of chunked(gone)) {
    await trx('target_components')
      .where('manifest_id', manifestId)
      .whereIn('component_id', chunk)
      .delete();
  }
  const added = [...wanted].map(([id, link]) => ({
    manifest_id: manifestId,
    component_id: id,
    target_id: targetId,
    ...link,
  }));
  for (const chunk of chunked(added)) {
    await trx('target_components').insert(chunk);
  }
}
