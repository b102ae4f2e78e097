import type { Component, LockState, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe, inChunks, isPostgres, toText } from '../../database/dialect';
import type { LinkChanges, Saying, TextIds } from './sayings';
import { relationNumber, scopeNumber } from './use';
import type { SuddenLoss } from './suddenLoss';
import { packUnresolved } from './unresolved';
import type { DbTargetManifestsRow } from '../../database/tables';

/** A place of the source that could not be read this time. */
export interface UnreadPlace {
  path: string;
  reason: string;
}

type ManifestRow = Pick<
  DbTargetManifestsRow,
  | 'id'
  | 'path'
  | 'format'
  | 'graph'
  | 'lock'
  | 'loss_before'
  | 'unresolved'
  | 'stale_since'
>;

/** How a target uses a component. */
interface Link {
  relation: number;
  scope: number;
  /** What it says of the component's license. */
  textId: number | null;
}

/** The paths of a series' manifests that were read, or whose last reading stands. */
export function manifestPaths(
  knex: Knex,
  targetId: number,
  series: string,
): Promise<string[]> {
  return knex('target_manifests')
    .where({ target_id: targetId, series })
    .pluck('path');
}

/**
 * Brings the links from a target to its components up to date. Manifests that
 * were read are replaced, row by differing row; those that are gone from the
 * source go; those that could not be read keep what was known, marked stale.
 * Only manifests of one series are touched: those of scans, or those of the
 * uploads of one name. What goes is kept as a past component.
 *
 * Gives what changed of what is used and said of licenses.
 */
export async function storeLinks(
  trx: Knex.Transaction,
  options: {
    targetId: number;
    /** The name of an upload; empty for scans. */
    series: string;
    manifests: Manifest[];
    unread: UnreadPlace[];
    componentIds: Map<string, number>;
    textIds: TextIds;
    /** Of the manifests that suddenly have far fewer components. */
    losses: ReadonlyMap<string, SuddenLoss>;
    now: Date;
  },
): Promise<LinkChanges> {
  const { targetId, series, manifests, unread, losses, now } = options;
  const rows: ManifestRow[] = await trx('target_manifests')
    .where({ target_id: targetId, series })
    .select(
      'id',
      'path',
      'format',
      'graph',
      'lock',
      'loss_before',
      'unresolved',
      'stale_since',
    );
  const known = new Map(rows.map(row => [row.path, row]));
  const changes: LinkChanges = { linked: [], withdrawn: [], goneLocks: [] };

  for (const manifest of manifests) {
    await breathe();
    const id = await storeManifest(
      trx,
      { targetId, series },
      manifest,
      { known: known.get(manifest.path), loss: losses.get(manifest.path) },
      now,
    );
    const wanted = await wantedLinks(manifest.components, options);
    await replaceLinks(trx, { targetId, manifestId: id }, wanted, changes, now);
    known.delete(manifest.path);
  }

  const gone: number[] = [];
  for (const row of known.values()) {
    const place = unread.find(u => isInside(u.path, row.path));
    if (!place) {
      gone.push(row.id);
      if (isLocked(row)) changes.goneLocks.push(row.path);
    } else if (row.stale_since === null) {
      await trx('target_manifests')
        .where('id', row.id)
        .update({
          stale_since: now,
          stale_reason: toText(place.reason),
          // Until now it was read whenever the target was.
          read_at: trx.raw('coalesce(?, read_at)', [
            trx('targets').where('id', targetId).select('last_read_at'),
          ]),
        });
    }
  }
  await removeManifests(trx, gone, changes.withdrawn, now);
  return changes;
}

function isLocked({ lock }: ManifestRow): boolean {
  const state: LockState | undefined = lock ? JSON.parse(lock) : undefined;
  return state?.locked === true;
}

async function removeManifests(
  trx: Knex.Transaction,
  ids: number[],
  withdrawn: Saying[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(ids)) {
    for (const row of await trx('target_components')
      .whereIn('manifest_id', chunk)
      .whereNotNull('license_text_id')
      .distinct('component_id', 'license_text_id')) {
      const componentId = Number(row.component_id);
      withdrawn.push({ componentId, textId: row.license_text_id! });
    }
    const links = trx('target_components as link').whereIn(
      'link.manifest_id',
      chunk,
    );
    await rememberLinks(trx, links, now);
    await trx('target_components').whereIn('manifest_id', chunk).delete();
    await trx('target_manifests').whereIn('id', chunk).delete();
  }
}

/** Keeps of links that are about to go what they said, and until when. */
async function rememberLinks(
  trx: Knex.Transaction,
  links: Knex.QueryBuilder,
  now: Date,
): Promise<void> {
  await trx(
    trx.raw('?? (??, ??, ??, ??, ??, ??, ??)', [
      'past_components',
      'target_id',
      'component_id',
      'manifest',
      'relation',
      'scope',
      'since',
      'until',
    ]),
  ).insert(
    links
      .join('target_manifests as m', 'm.id', 'link.manifest_id')
      .select(
        'link.target_id',
        'link.component_id',
        'm.path',
        'link.relation',
        'link.scope',
        'link.since',
        trx.raw(isPostgres(trx) ? '?::timestamptz' : '?', [now]),
      ),
  );
}

/** Whether an unread file or folder hides a manifest. */
export function isInside(unread: string, manifest: string): boolean {
  return (
    unread === '.' || manifest === unread || manifest.startsWith(`${unread}/`)
  );
}

/** Of scans written where it differs: that it was read again, its target knows. */
async function storeManifest(
  trx: Knex.Transaction,
  place: { targetId: number; series: string },
  manifest: Manifest,
  { known, loss }: { known?: ManifestRow; loss?: SuddenLoss },
  now: Date,
): Promise<number> {
  const row = {
    format: manifest.format,
    graph: manifest.graph,
    lock: manifest.lock ? JSON.stringify(manifest.lock) : null,
    loss_before: loss?.before ?? null,
    loss_since: loss?.since ?? null,
    unresolved: packUnresolved(manifest.unresolved),
  };
  if (!known) {
    const [inserted] = await trx('target_manifests')
      .insert({
        ...row,
        target_id: place.targetId,
        series: place.series,
        path: manifest.path,
        read_at: now,
      })
      .returning('id');
    return inserted.id;
  }
  const same =
    place.series === '' &&
    known.stale_since === null &&
    known.format === row.format &&
    known.graph === row.graph &&
    known.lock === row.lock &&
    known.loss_before === row.loss_before &&
    known.unresolved === row.unresolved;
  if (!same) {
    await trx('target_manifests')
      .where('id', known.id)
      .update({ ...row, read_at: now, stale_since: null, stale_reason: null });
  }
  return known.id;
}

async function wantedLinks(
  components: Component[],
  ids: { componentIds: ReadonlyMap<string, number>; textIds: TextIds },
): Promise<Map<number, Link>> {
  const wanted = new Map<number, Link>();
  for await (const chunk of inChunks(components)) {
    for (const { purl, direct, scope, license } of chunk) {
      const id = ids.componentIds.get(purl);
      if (id === undefined) continue;
      wanted.set(id, {
        relation: relationNumber(direct),
        scope: scopeNumber(scope),
        textId: license ? ids.textIds.get(license)! : null,
      });
    }
  }
  return wanted;
}

/** Links that are read at once. */
const PAGE = 5000;

/** The links of a manifest, page by page: SQLite answers in a single turn. */
async function* storedLinks(trx: Knex.Transaction, manifestId: number) {
  for (let after = 0; ; ) {
    const rows = await trx('target_components')
      .where('manifest_id', manifestId)
      .where('component_id', '>', after)
      .orderBy('component_id')
      .limit(PAGE)
      .select('component_id', 'relation', 'scope', 'license_text_id');
    yield* rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)!.component_id);
    await breathe();
  }
}

async function replaceLinks(
  trx: Knex.Transaction,
  { targetId, manifestId }: { targetId: number; manifestId: number },
  wanted: Map<number, Link>,
  { linked, withdrawn }: LinkChanges,
  now: Date,
): Promise<void> {
  const gone: number[] = [];
  const changed: number[] = [];
  for await (const row of storedLinks(trx, manifestId)) {
    const id = Number(row.component_id);
    const textId: number | null = row.license_text_id;
    const link = wanted.get(id);
    if (textId !== null && link?.textId !== textId) {
      withdrawn.push({ componentId: id, textId });
    }
    if (!link) {
      gone.push(id);
    } else if (
      link.relation === row.relation &&
      link.scope === row.scope &&
      link.textId === textId
    ) {
      wanted.delete(id);
    } else {
      changed.push(id);
    }
  }
  for (const id of wanted.keys()) linked.push(id);
  for await (const chunk of inChunks(gone)) {
    const links = trx('target_components as link')
      .where('link.manifest_id', manifestId)
      .whereIn('link.component_id', chunk);
    await rememberLinks(trx, links, now);
    await trx('target_components')
      .where('manifest_id', manifestId)
      .whereIn('component_id', chunk)
      .delete();
  }
  await updateLinks(trx, manifestId, changed, wanted);
  for (const id of changed) wanted.delete(id);
  for await (const chunk of inChunks([...wanted.keys()])) {
    await trx('target_components').insert(
      chunk.map(id => ({
        manifest_id: manifestId,
        component_id: id,
        target_id: targetId,
        since: now,
        ...columnsOf(wanted.get(id)!),
      })),
    );
  }
}

function columnsOf({ relation, scope, textId }: Link) {
  return { relation, scope, license_text_id: textId };
}

/** Links that are used otherwise now; they are there since they came. */
async function updateLinks(
  trx: Knex.Transaction,
  manifestId: number,
  ids: number[],
  links: Map<number, Link>,
): Promise<void> {
  const alike = new Map<string, { link: Link; ids: number[] }>();
  for (const id of ids) {
    const link = links.get(id)!;
    const key = JSON.stringify(columnsOf(link));
    const group = alike.get(key) ?? { link, ids: [] };
    alike.set(key, group);
    group.ids.push(id);
  }
  for (const group of alike.values()) {
    for await (const chunk of inChunks(group.ids)) {
      await trx('target_components')
        .where('manifest_id', manifestId)
        .whereIn('component_id', chunk)
        .update(columnsOf(group.link));
    }
  }
}
