import { compareVersions, VersionError } from '@safety-curtain/advisories';
import type { PlannedParent, SeenManifest } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { Archive, DocumentDamagedError } from '../../records/documents/Archive';
import {
  currentSnapshots,
  readInventory,
} from '../../records/inventory/snapshots';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';

/** Newer versions of one package whose lock files are looked at: the newest. */
const MOST_VERSIONS = 3;
/** Services whose lock files are looked at for one plan. */
const MOST_SERVICES = 8;
/** Packages of such a service: what is larger takes longer to read than it helps. */
const MOST_COMPONENTS = 10_000;

/** A direct dependency that a plan wants to know newer versions of. */
type Parent = PlannedParent & { ecosystem: string };

/**
 * Lock files of other services that have newer versions of direct
 * dependencies, among the services that may be seen: they show what comes in
 * with those. Bounded: the newest versions, in few services.
 */
export async function seenVersions(
  knex: Knex,
  archive: Archive,
  parents: readonly Parent[],
  targets: TargetFilter,
  targetId: number,
): Promise<SeenManifest[]> {
  if (parents.length === 0) return [];
  const rows = await usesOf(knex, parents, targets, targetId);
  const wanted = new Map<number, { entityRef: string; purls: Set<string> }>();
  for (const row of parents.flatMap(parent => newestOf(parent, rows))) {
    const place = wanted.get(row.target_id) ?? {
      entityRef: row.entity_ref,
      purls: new Set<string>(),
    };
    place.purls.add(row.purl);
    wanted.set(row.target_id, place);
  }
  const seen: SeenManifest[] = [];
  for (const [id, { entityRef, purls }] of [...wanted].slice(
    0,
    MOST_SERVICES,
  )) {
    for (const manifest of await manifestsOf(knex, archive, id)) {
      if (manifest.components.some(({ purl }) => purls.has(purl))) {
        seen.push({ ...manifest, service: entityRef });
      }
    }
  }
  return seen;
}

interface UseRow {
  ecosystem: string;
  name: string;
  purl: string;
  version: string;
  target_id: number;
  entity_ref: string;
}

/** One service for each version of the packages. */
async function usesOf(
  knex: Knex,
  parents: readonly Parent[],
  filter: TargetFilter,
  targetId: number,
): Promise<UseRow[]> {
  const rows: UseRow[] = [];
  for await (const chunk of inChunks(parents)) {
    const visible = knex('targets as t').select('t.id');
    applyTargetFilter(visible, { access: filter.access });
    const firstUses = knex('packages as p')
      .join('components as c', 'c.package_id', 'p.id')
      .join('target_components as link', 'link.component_id', 'c.id')
      .whereIn('p.name', [...new Set(chunk.map(one => one.package))])
      .whereIn('p.ecosystem', [...new Set(chunk.map(one => one.ecosystem))])
      .whereNot('link.target_id', targetId)
      .whereIn(
        'link.target_id',
        visible.where('t.component_count', '<=', MOST_COMPONENTS),
      )
      .groupBy('p.ecosystem', 'p.name', 'c.id', 'c.purl', 'c.version')
      .select('p.ecosystem', 'p.name', 'c.purl', 'c.version')
      .min('link.target_id as target_id');
    rows.push(
      ...(await knex
        .from(firstUses.as('u'))
        .join('targets as shown', 'shown.id', 'u.target_id')
        .orderBy('u.purl')
        .select('u.*', 'shown.entity_ref')),
    );
  }
  return rows;
}

/** The newest versions above the one in use; none where they have no order. */
function newestOf(
  { ecosystem, package: name, version }: Parent,
  rows: readonly UseRow[],
): UseRow[] {
  try {
    return rows
      .filter(row => row.ecosystem === ecosystem && row.name === name)
      .filter(row => compareVersions(ecosystem, row.version, version) > 0)
      .sort((a, b) => compareVersions(ecosystem, b.version, a.version))
      .slice(0, MOST_VERSIONS);
  } catch (error) {
    if (error instanceof VersionError) return [];
    throw error;
  }
}

/** A damaged inventory shows nothing. */
async function manifestsOf(knex: Knex, archive: Archive, targetId: number) {
  try {
    const manifests = [];
    for (const snapshot of await currentSnapshots(knex, targetId)) {
      manifests.push(...(await readInventory(archive, snapshot)).manifests);
    }
    return manifests;
  } catch (error) {
    if (error instanceof DocumentDamagedError) return [];
    throw error;
  }
}
