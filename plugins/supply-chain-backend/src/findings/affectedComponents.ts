import { AffectedPackage, commonFix } from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { chunked, toBoolean } from '../database/dialect';
import { clearVersionsOf } from './clearVersions';
import type { FindingRow } from './findingRows';

/** An affected component of a finding, in one manifest. */
export interface AffectedComponent {
  purl: string;
  version: string;
  /** The smallest version that every record of the flaw calls free of it. */
  fixedVersion?: string;
  /** The lowest version that is clear of every known vulnerability of the package. */
  clearVersion?: string;
  direct: boolean;
  scope: number;
  manifest: string;
  /** Id of the reader of the manifest: `npm-package-lock`. */
  format: string;
  stale: boolean;
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
  rows: FindingRow[],
): Promise<Map<number, AffectedComponent[]>> {
  const found = new Map<number, Affected[]>();
  for (const chunk of chunked(rows.map(row => Number(row.id)))) {
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
    .join('advisories as a', function onFlaw() {
      this.on('a.id', 'm.advisory_id').andOn('a.flaw_id', 'f.flaw_id');
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
    .orderBy(['x.id', 'x.purl', 'manifest.path', 'x.advisory_id'])
    .select(
      'x.id',
      'x.ecosystem',
      'x.package_name',
      'x.purl',
      'x.version',
      'link.direct',
      'link.scope',
      'manifest.path',
      'manifest.format',
      'manifest.stale_since',
      'x.advisory_id',
      'x.fixed_version',
    );
}

/** One row a record. */
function addComponent(
  result: Map<number, Affected[]>,
  row: Record<string, any>,
): void {
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
      direct: toBoolean(row.direct),
      scope: row.scope,
      manifest: row.path,
      format: row.format,
      stale: row.stale_since !== null,
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

/** What disputed records say of the packages in question, by both. */
async function recordsOf(
  knex: Knex,
  components: Affected[],
): Promise<Map<string, AffectedPackage[]>> {
  const ids = components.flatMap(c => c.fixes.map(fix => fix.advisoryId));
  const records = new Map<string, AffectedPackage[]>();
  for (const chunk of chunked([...new Set(ids)])) {
    for (const row of await knex('advisory_packages')
      .whereIn('advisory_id', chunk)
      .select('advisory_id', 'ecosystem', 'name', 'affected')) {
      records.set(
        keyOf(row.advisory_id, row.ecosystem, row.name),
        JSON.parse(row.affected),
      );
    }
  }
  return records;
}

function agreedFix(
  { ecosystem, packageName, version, fixes }: Affected,
  records: Map<string, AffectedPackage[]>,
): string | undefined {
  return commonFix(
    ecosystem,
    version,
    fixes.map(
      fix => records.get(keyOf(fix.advisoryId, ecosystem, packageName)) ?? [],
    ),
  );
}

function keyOf(advisoryId: string, ecosystem: string, name: string): string {
  return [advisoryId, ecosystem, name].join('\0');
}

function withoutFixes({
  ecosystem: _ecosystem,
  packageName: _packageName,
  fixes: _fixes,
  ...component
}: Affected): AffectedComponent {
  return component;
}
