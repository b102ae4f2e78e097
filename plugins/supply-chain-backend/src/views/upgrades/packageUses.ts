import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, isPostgres, toBoolean } from '../../database/dialect';
import { severityOfNumber } from '../../records/findings/severity';
import { relationNumber } from '../../records/inventory/use';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';

/** A package with open findings. */
export interface UsedPackage {
  id: number;
  ecosystem: string;
  name: string;
}

/**
 * Services that have the same vulnerable versions of a package, and in which
 * the same of its vulnerabilities were decided about.
 */
export interface VersionSet {
  versions: string[];
  /** Vulnerabilities that were decided about: they move nothing, as in the plan of a service. */
  decided: ReadonlySet<string>;
  services: number;
  /** Those that ask for the package themselves. */
  directServices: number;
  /** Services by owner; nobody is the empty text. A service of several owners is of each. */
  owners: Map<string, number>;
  /** Open findings, by vulnerability. */
  findings: {
    id: string;
    severity: Severity;
    knownExploited: boolean;
    services: number;
  }[];
}

/**
 * How packages are used by services with open findings of them, in sets of
 * versions: those are few, however many services there are. By package.
 */
export async function packageUses(
  knex: Knex,
  packages: readonly UsedPackage[],
  targets: TargetFilter,
): Promise<Map<number, VersionSet[]>> {
  if (packages.length === 0) return new Map();
  const ids = packages.map(({ id }) => id);
  const [services, owners, findings, versions] = await Promise.all([
    countServices(knex, ids, targets),
    countOwners(knex, ids, targets),
    countFindings(knex, ids, targets),
    versionsOf(knex, ids),
  ]);
  const keys = await keysOf(knex, services);
  const sets = new Map<string, VersionSet>();
  const uses = new Map<number, VersionSet[]>();
  for (const row of services) {
    const { key, components, decided } = setOf(row);
    let set = sets.get(key);
    if (!set) {
      set = {
        versions: [
          ...new Set(components.flatMap(id => versions.get(id) ?? [])),
        ],
        decided: new Set(decided.flatMap(id => keys.get(id) ?? [])),
        services: 0,
        directServices: 0,
        owners: new Map(),
        findings: [],
      };
      sets.set(key, set);
      uses.set(row.package_id, [...(uses.get(row.package_id) ?? []), set]);
    }
    set.services += Number(row.services);
    set.directServices += Number(row.direct_services);
  }
  for (const row of owners) {
    const counts = sets.get(setOf(row).key)?.owners;
    const owner = row.owner_ref ?? '';
    counts?.set(owner, (counts.get(owner) ?? 0) + Number(row.services));
  }
  for (const row of findings) {
    sets.get(setOf(row).key)?.findings.push({
      id: row.key,
      severity: severityOfNumber(row.severity),
      knownExploited: toBoolean(row.known_exploited),
      services: Number(row.services),
    });
  }
  return uses;
}

interface SetRow {
  package_id: number;
  /** Ids of components with commas between, in no order. */
  components: string;
  /** Ids of vulnerabilities that were decided about, likewise; null where none was. */
  decided: string | null;
  services: number | string;
}

function setOf(row: SetRow) {
  const components = idsOf(row.components);
  const decided = row.decided === null ? [] : idsOf(row.decided);
  const key = `${row.package_id}:${components}:${decided}`;
  return { key, components, decided };
}

function idsOf(list: string): number[] {
  return list
    .split(',')
    .map(Number)
    .sort((a, b) => a - b);
}

/** Ids with commas between. */
function listOf(knex: Knex, column: string): string {
  return isPostgres(knex)
    ? `string_agg(distinct ${column}::text, ',')`
    : `group_concat(distinct ${column})`;
}

/** For each service and package the vulnerable components, and whether it asks for one itself. */
function usesOf(knex: Knex, packageIds: number[], targets: TargetFilter) {
  const decided = knex('findings')
    .whereIn('package_id', packageIds)
    .where('state', 'dismissed')
    .groupBy('target_id', 'package_id')
    .select(
      'target_id',
      'package_id',
      knex.raw(`${listOf(knex, 'vulnerability_id')} as ids`),
    )
    .as('d');
  const select = knex('components as c')
    .join('target_components as link', 'link.component_id', 'c.id')
    .join('targets as t', 't.id', 'link.target_id')
    .leftJoin(decided, on =>
      on
        .on('d.target_id', 'link.target_id')
        .andOn('d.package_id', 'c.package_id'),
    )
    .whereIn('c.package_id', packageIds)
    .whereExists(
      knex('component_matches as m').whereRaw('m.component_id = c.id'),
    )
    .groupBy('link.target_id', 'c.package_id')
    .select(
      'link.target_id',
      'c.package_id',
      knex.raw(`${listOf(knex, 'c.id')} as components`),
      knex.raw('min(d.ids) as decided'),
      knex.raw('min(link.relation) as relation'),
    );
  applyTargetFilter(select, targets);
  return select;
}

function countServices(
  knex: Knex,
  packageIds: number[],
  targets: TargetFilter,
): Promise<(SetRow & { direct_services: number | string })[]> {
  return knex
    .with('u', usesOf(knex, packageIds, targets))
    .from('u')
    .whereExists(openOfUse(knex))
    .groupBy('u.package_id', 'u.components', 'u.decided')
    .orderBy(['u.package_id', 'u.components', 'u.decided'])
    .select(
      'u.package_id',
      'u.components',
      'u.decided',
      knex.raw('count(*) as services'),
      knex.raw(
        'sum(case when u.relation = ? then 1 else 0 end) as direct_services',
        [relationNumber(true)],
      ),
    );
}

function openOfUse(knex: Knex) {
  return knex('findings as f')
    .whereRaw('f.target_id = u.target_id and f.package_id = u.package_id')
    .where('f.state', 'open');
}

function countOwners(
  knex: Knex,
  packageIds: number[],
  targets: TargetFilter,
): Promise<(SetRow & { owner_ref: string | null })[]> {
  return knex
    .with('u', usesOf(knex, packageIds, targets))
    .from('u')
    .leftJoin('target_owners as o', 'o.target_id', 'u.target_id')
    .whereExists(openOfUse(knex))
    .groupBy('u.package_id', 'u.components', 'u.decided', 'o.owner_ref')
    .select(
      'u.package_id',
      'u.components',
      'u.decided',
      'o.owner_ref',
      knex.raw('count(*) as services'),
    );
}

interface FindingRow extends SetRow {
  key: string;
  severity: number;
  known_exploited: unknown;
}

function countFindings(
  knex: Knex,
  packageIds: number[],
  targets: TargetFilter,
): Promise<FindingRow[]> {
  return knex
    .with('u', usesOf(knex, packageIds, targets))
    .from('u')
    .join('findings as f', function ofUse() {
      this.on('f.target_id', 'u.target_id').andOn(
        'f.package_id',
        'u.package_id',
      );
    })
    .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .where('f.state', 'open')
    .groupBy(
      'u.package_id',
      'u.components',
      'u.decided',
      'v.id',
      'v.key',
      'v.severity',
      'v.known_exploited',
    )
    .orderBy(['u.package_id', 'u.components', 'u.decided', 'v.key'])
    .select(
      'u.package_id',
      'u.components',
      'u.decided',
      'v.key',
      'v.severity',
      'v.known_exploited',
      knex.raw('count(*) as services'),
    );
}

async function versionsOf(
  knex: Knex,
  packageIds: number[],
): Promise<Map<number, string>> {
  const rows = await knex('components')
    .whereIn('package_id', packageIds)
    .select('id', 'version');
  return new Map(rows.map(row => [Number(row.id), row.version]));
}

/** The keys of the vulnerabilities that were decided about. */
async function keysOf(
  knex: Knex,
  rows: readonly SetRow[],
): Promise<Map<number, string>> {
  const ids = new Set(rows.flatMap(row => setOf(row).decided));
  const keys = new Map<number, string>();
  for await (const chunk of inChunks([...ids])) {
    const found = await knex('vulnerabilities')
      .whereIn('id', chunk)
      .select('id', 'key');
    for (const { id, key } of found) keys.set(id, key);
  }
  return keys;
}
