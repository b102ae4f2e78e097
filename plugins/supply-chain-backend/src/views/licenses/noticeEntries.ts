import type { NoticeEntry } from '@safety-curtain/licenses';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import { inChunks } from '../../database/dialect';
import { DEVELOPMENT } from '../../records/inventory/use';
import { readInventory } from '../../records/inventory/snapshots';
import type {
  DbComponentFactsRow,
  DbComponentsRow,
  DbLicensesRow,
  DbSnapshotsRow,
  LeftJoined,
} from '../../database/tables';

/** The packages that a target has now, for its attribution document. */
export async function currentEntries(
  knex: Knex,
  targetId: number,
  development: boolean,
): Promise<NoticeEntry[]> {
  const used = knex('target_components')
    .where('target_id', targetId)
    .groupBy('component_id')
    .select('component_id');
  if (!development) used.havingRaw('min(scope) < ?', [DEVELOPMENT]);
  const rows = await selectEntries(knex).whereIn('c.id', used);
  return rows.map(toEntry);
}

/** The packages of a snapshot, under the licenses that are known today. */
export async function snapshotEntries(
  knex: Knex,
  archive: Archive,
  snapshot: DbSnapshotsRow,
  development: boolean,
): Promise<NoticeEntry[]> {
  const { manifests } = await readInventory(archive, snapshot);
  const purls = new Set<string>();
  for (const { purl, scope } of manifests.flatMap(m => m.components)) {
    if (development || scope !== 'development') purls.add(purl);
  }
  const entries: NoticeEntry[] = [];
  for await (const chunk of inChunks([...purls])) {
    const rows = await selectEntries(knex).whereIn('c.purl', chunk);
    entries.push(...rows.map(toEntry));
  }
  return entries;
}

function selectEntries(knex: Knex) {
  return knex('components as c')
    .leftJoin('licenses as l', 'l.id', 'c.license_id')
    .leftJoin('component_facts as f', 'f.component_id', 'c.id')
    .select(
      'c.purl',
      'c.name',
      'c.version',
      'l.state',
      'l.expression',
      'f.homepage',
    );
}

type EntryRow = Pick<DbComponentsRow, 'purl' | 'name' | 'version'> &
  LeftJoined<Pick<DbLicensesRow, 'state' | 'expression'>> &
  LeftJoined<Pick<DbComponentFactsRow, 'homepage'>>;

function toEntry(row: EntryRow): NoticeEntry {
  return {
    purl: row.purl,
    name: row.name,
    version: row.version,
    state: row.state ?? 'unknown',
    expression: row.expression ?? undefined,
    homepage: row.homepage ?? undefined,
  };
}
