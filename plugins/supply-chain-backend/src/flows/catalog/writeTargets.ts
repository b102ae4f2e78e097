import type { Knex } from 'knex';
import { inChunks, isPostgres, toText } from '../../database/dialect';
import { exposures } from '../../records/findings/dueDates';
import { retriageTargets } from '../../records/findings/retriage';
import type { CatalogTarget } from './targetOf';
import { storeAnnotatedImages } from '../../records/images/annotatedImages';
import { repositoryAddress } from '../../outside/sources/SourceLocation';
import { storedTag } from '../../records/targets/tags';
import type { DbTargetsRow } from '../../database/tables';

/** A target's row, as far as the catalog decides it. */
export interface KnownTarget {
  id: number;
  entity_ref: string;
  entity_etag: string;
  source: string | null;
  removed_at: unknown;
  distribution: string;
  distribution_because: string;
  triage_key: string;
}

/** What the catalog decides of a row. */
const columnsOf = {
  kind: (target: CatalogTarget) => target.kind,
  name: (target: CatalogTarget) => target.name,
  type: (target: CatalogTarget) => target.type ?? null,
  lifecycle: (target: CatalogTarget) => target.lifecycle ?? null,
  system_ref: (target: CatalogTarget) => target.systemRef ?? null,
  domain_ref: (target: CatalogTarget) => target.domainRef ?? null,
  tags: (target: CatalogTarget) => JSON.stringify(target.tags),
  entity_etag: (target: CatalogTarget) => target.etag,
  source: ({ source }: CatalogTarget) => source && JSON.stringify(source),
  source_address: ({ source }: CatalogTarget) =>
    source && repositoryAddress(source),
  source_error: (target: CatalogTarget) => target.sourceError ?? null,
  source_host: (target: CatalogTarget) => target.sourceHost,
  distribution: (target: CatalogTarget) => target.distribution,
  distribution_because: (target: CatalogTarget) => target.distributionBecause,
  exposure_because: ({ exposure }: CatalogTarget) =>
    toText(exposure?.because ?? ''),
  triage_key: triageKey,
  release_name: (target: CatalogTarget) => target.release ?? null,
};

/** What decisions, rules and due dates look at: where it changes, they look again. */
export function triageKey(target: CatalogTarget): string {
  const { lifecycle, systemRef, owners, tags, exposure } = target;
  return JSON.stringify([
    lifecycle ?? null,
    systemRef ?? null,
    owners,
    tags,
    exposureNumber(exposure),
  ]);
}

function exposureNumber(exposure: CatalogTarget['exposure']): number {
  return exposure?.exposure ?? exposures.indexOf('unknown');
}

function columns(target: CatalogTarget) {
  return Object.fromEntries(
    Object.entries(columnsOf).map(([name, of]) => [name, of(target) ?? null]),
  ) as Pick<DbTargetsRow, keyof typeof columnsOf>;
}

/** Rows of a statement with this many columns stay below SQLite's 32,766 values. */
const ROWS = 200;

/** Writes targets that are new to the catalog, due now, and gives their ids. */
export async function insertTargets(
  trx: Knex.Transaction,
  targets: CatalogTarget[],
  now: Date,
): Promise<number[]> {
  const ids = new Map<string, number>();
  // In one order, so that two replicas that start together wait for each other.
  const sorted = [...targets].sort((a, b) =>
    a.entityRef < b.entityRef ? -1 : 1,
  );
  for await (const chunk of inChunks(sorted, ROWS)) {
    const rows: { id: number; entity_ref: string }[] = await trx('targets')
      .insert(
        chunk.map(target => ({
          ...columns(target),
          exposure: exposureNumber(target.exposure),
          entity_ref: target.entityRef,
          created_at: now,
          next_scan_at: target.source ? now : null,
          pending_trigger: 'catalog',
        })),
      )
      .onConflict('entity_ref')
      .merge(['entity_etag'])
      .returning(['id', 'entity_ref']);
    for (const row of rows) ids.set(row.entity_ref, row.id);
  }
  await describeTargets(
    trx,
    sorted.map(target => ({ id: ids.get(target.entityRef)!, target })),
    now,
  );
  return [...ids.values()];
}

/**
 * Writes targets that changed. A new place to read from, or a return to the
 * catalog, is a reason to scan. The caller holds their rows.
 */
export async function changeTargets(
  trx: Knex.Transaction,
  changed: { row: KnownTarget; target: CatalogTarget }[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(changed, ROWS)) {
    await updateRows(
      trx,
      chunk.map(({ row, target }) => {
        const next = columns(target);
        const moved = next.source !== row.source || row.removed_at !== null;
        const exposure = exposureNumber(target.exposure);
        return { id: row.id, moved, exposure, ...next };
      }),
      now,
    );
  }
  await describeTargets(
    trx,
    changed.map(({ row, target }) => ({ id: row.id, target })),
    now,
  );
  await retriageTargets(
    trx,
    changed.flatMap(({ row, target }) =>
      row.triage_key === triageKey(target) ? [] : row.id,
    ),
  );
}

async function updateRows(
  trx: Knex.Transaction,
  rows: ({ id: number; moved: boolean; exposure: number } & ReturnType<
    typeof columns
  >)[],
  now: Date,
): Promise<void> {
  const names = Object.keys(columnsOf) as (keyof typeof columnsOf)[];
  const list = ['id', 'moved', 'exposure', ...names];
  const placeholders = isPostgres(trx)
    ? ['?::integer', '?::boolean', '?::smallint', ...names.map(() => '?::text')]
    : list.map(() => '?');
  const time = isPostgres(trx) ? '?::timestamptz' : '?';
  const set = names.map(name => `${name} = next.${name}`);
  await trx.raw(
    `with next(${list.join(', ')}) as (values ${rows
      .map(() => `(${placeholders.join(', ')})`)
      .join(', ')})
     update targets set ${set.join(', ')}, removed_at = null,
       exposure = next.exposure,
       source_etag = case when next.moved then null else targets.source_etag end,
       attempts = case when next.moved then 0 else targets.attempts end,
       next_scan_at = case when not next.moved then targets.next_scan_at
         when next.source is null then null else ${time} end,
       pending_trigger = case when not next.moved then targets.pending_trigger
         when next.source is null then null else 'catalog' end
     from next where next.id = targets.id`,
    [
      ...rows.flatMap(row =>
        list.map(name => row[name as keyof typeof row] as Knex.Value),
      ),
      now,
    ],
  );
}

/** Owners, tags and images have rows of their own. */
async function describeTargets(
  trx: Knex.Transaction,
  described: { id: number; target: CatalogTarget }[],
  now: Date,
): Promise<void> {
  const owners = described.flatMap(({ id, target }) =>
    target.owners.map(owner => ({ target_id: id, owner_ref: owner })),
  );
  const tags = described.flatMap(({ id, target }) =>
    target.tags.map(tag => ({ target_id: id, tag: storedTag(tag) })),
  );
  const ids = described.map(({ id }) => id);
  await replaceRows(trx, 'target_owners', ids, owners);
  await replaceRows(trx, 'target_tags', ids, tags);
  const images = described.map(({ id, target }) => ({
    id,
    images: target.images ?? [],
  }));
  await storeAnnotatedImages(trx, images, now);
}

async function replaceRows(
  trx: Knex.Transaction,
  table: string,
  targetIds: number[],
  rows: object[],
): Promise<void> {
  for await (const chunk of inChunks(targetIds)) {
    await trx(table).whereIn('target_id', chunk).delete();
  }
  for await (const chunk of inChunks(rows)) {
    await trx(table).insert(chunk).onConflict().ignore();
  }
}
