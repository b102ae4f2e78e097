import {
  AffectedPackage,
  commonFix,
  ecosystemsMeet,
  normalizePackageName,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';
import { clearVersionsOf } from '../../records/findings/clearVersions';
import type {
  DbComponentMatchesRow,
  DbComponentsRow,
  DbFindingsRow,
  DbPackagesRow,
  DbTargetComponentsRow,
  DbTargetManifestsRow,
  DbTargetsRow,
} from '../../database/tables';

/** An affected component of a finding, in one manifest. */
export interface AffectedComponent {
  purl: string;
  version: string;
  /** The smallest version that every record of the vulnerability calls free of it. */
  fixedVersion?: string;
  /** The lowest version that is clear of every known vulnerability of the package. */
  clearVersion?: string;
  /** How it is used, as numbers of `records/inventory/use.ts`. */
  relation: number;
  scope: number;
  manifest: string;
  /** Id of the reader of the manifest: `npm-package-lock`. */
  format: string;
  stale: boolean;
  /** When its manifest was last read. */
  readAt: Date;
}

/** One record about one component: what it says about a fix. */
interface Fix {
  advisoryId: string;
  version: string;
}

/** A component of a finding before its records agree on a fix. */
interface Affected extends AffectedComponent {
  ecosystem: string;
  packageName: string;
  fixes: Fix[];
}

/** The components that findings are about, now; none for resolved ones. */
export async function componentsOf(
  knex: Knex,
  rows: Pick<DbFindingsRow, 'id'>[],
): Promise<Map<number, AffectedComponent[]>> {
  const found = new Map<number, Affected[]>();
  for await (const chunk of inChunks(rows.map(row => Number(row.id)))) {
    for (const row of await selectComponents(knex, chunk)) {
      addComponent(found, row);
    }
  }
  const affected = [...found.values()].flat();
  const disputed = affected.filter(
    ({ fixes }) => new Set(fixes.map(fix => fix.version)).size > 1,
  );
  const [records, clearVersionOf] = await Promise.all([
    recordsOf(knex, disputed),
    clearVersionsOf(knex, affected),
  ]);
  for (const component of affected) {
    component.clearVersion = clearVersionOf(component);
    component.fixedVersion = disputed.includes(component)
      ? agreedFix(component, records)
      : component.fixes[0]?.version;
  }
  return new Map(
    [...found].map(([id, components]) => [id, components.map(withoutFixes)]),
  );
}

/**
 * In two steps, so that a link is looked up by component and target at once:
 * joined to both as two tables, PostgreSQL reads every use of a component.
 */
function selectComponents(knex: Knex, findingIds: number[]) {
  const affected = knex('findings as f')
    .join('packages as p', 'p.id', 'f.package_id')
    .join('components as c', 'c.package_id', 'f.package_id')
    .join('component_matches as m', 'm.component_id', 'c.id')
    .join('advisories as a', function onVulnerability() {
      this.on('a.id', 'm.advisory_id').andOn(
        'a.vulnerability_id',
        'f.vulnerability_id',
      );
    })
    .whereIn('f.id', findingIds)
    .select(
      'f.id',
      'f.target_id',
      'c.id as component_id',
      'p.ecosystem',
      'p.name as package_name',
      'c.purl',
      'c.version',
      'm.advisory_id',
      'm.fixed_version',
    );
  return knex
    .withMaterialized('affected', affected)
    .from('affected as x')
    .join('target_components as link', function onTarget() {
      this.on('link.component_id', 'x.component_id').andOn(
        'link.target_id',
        'x.target_id',
      );
    })
    .join('target_manifests as manifest', 'manifest.id', 'link.manifest_id')
    .join('targets as t', 't.id', 'x.target_id')
    .orderBy(['x.id', 'x.purl', 'manifest.path', 'x.advisory_id'])
    .select(
      'x.id',
      'x.ecosystem',
      'x.package_name',
      'x.purl',
      'x.version',
      'link.relation',
      'link.scope',
      'manifest.path',
      'manifest.format',
      'manifest.stale_since',
      'manifest.read_at',
      'manifest.series',
      't.last_read_at',
      'x.advisory_id',
      'x.fixed_version',
    );
}

interface AffectedRow
  extends Pick<DbFindingsRow, 'id'>,
    Pick<DbPackagesRow, 'ecosystem'>,
    Pick<DbComponentsRow, 'purl' | 'version'>,
    Pick<DbTargetComponentsRow, 'relation' | 'scope'>,
    Pick<
      DbTargetManifestsRow,
      'path' | 'format' | 'stale_since' | 'read_at' | 'series'
    >,
    Pick<DbTargetsRow, 'last_read_at'>,
    Pick<DbComponentMatchesRow, 'advisory_id' | 'fixed_version'> {
  package_name: string;
}

/** One row a record. */
function addComponent(result: Map<number, Affected[]>, row: AffectedRow): void {
  const id = Number(row.id);
  const list = result.get(id) ?? [];
  result.set(id, list);
  let component = list.find(
    c => c.purl === row.purl && c.manifest === row.path,
  );
  if (!component) {
    component = {
      purl: row.purl,
      version: row.version,
      ecosystem: row.ecosystem,
      packageName: row.package_name,
      relation: row.relation,
      scope: row.scope,
      manifest: row.path,
      format: row.format,
      stale: row.stale_since !== null,
      readAt: readAt(row),
      fixes: [],
    };
    list.push(component);
  }
  if (row.fixed_version !== null) {
    component.fixes.push({
      advisoryId: row.advisory_id,
      version: row.fixed_version,
    });
  }
}

/**
 * A manifest of scans is read whenever its target is, unless it is stale; one
 * of an upload when it was sent.
 */
function readAt(row: AffectedRow): Date {
  const read = toDate(row.read_at);
  if (row.stale_since !== null || row.series !== '') return read;
  const last = row.last_read_at === null ? read : toDate(row.last_read_at);
  return last > read ? last : read;
}

/** What disputed records say of the packages in question, by both. */
async function recordsOf(
  knex: Knex,
  components: Affected[],
): Promise<Map<string, Said[]>> {
  const ids = components.flatMap(c => c.fixes.map(fix => fix.advisoryId));
  const records = new Map<string, Said[]>();
  for await (const chunk of inChunks([...new Set(ids)])) {
    for (const row of await knex('advisory_packages')
      .whereIn('advisory_id', chunk)
      .select('advisory_id', 'ecosystem', 'name', 'affected')) {
      const key = keyOf(row.advisory_id, row.name);
      const said = { ecosystem: row.ecosystem, affected: row.affected };
      records.set(key, [...(records.get(key) ?? []), said]);
    }
  }
  return records;
}

function agreedFix(
  { ecosystem, packageName, version, fixes }: Affected,
  records: Map<string, Said[]>,
): string | undefined {
  const name = normalizePackageName(ecosystem, packageName);
  const affected = fixes.map(fix =>
    (records.get(keyOf(fix.advisoryId, name)) ?? [])
      .filter(said => ecosystemsMeet(said.ecosystem, ecosystem))
      .flatMap(said => JSON.parse(said.affected) as AffectedPackage[]),
  );
  return commonFix(ecosystem, version, affected);
}

/** What a record says of a package in one ecosystem, as JSON. */
interface Said {
  ecosystem: string;
  affected: string;
}

function keyOf(advisoryId: string, name: string): string {
  return `${advisoryId}\0${name}`;
}

function withoutFixes({
  ecosystem: _ecosystem,
  packageName: _packageName,
  fixes: _fixes,
  ...component
}: Affected): AffectedComponent {
  return component;
}
