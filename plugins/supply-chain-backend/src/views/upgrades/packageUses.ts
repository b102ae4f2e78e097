import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { isPostgres, toBoolean } from '../../database/dialect';
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

/** Services that have the same vulnerable versions of a package. */
export interface VersionSet {
  versions: string[];
  services: number;
  /** Those that ask for the package themselves. */
  directServices: number;
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
  const [services, findings, versions] = await Promise.all([
    countServices(knex, ids, targets),
    countFindings(knex, ids, targets),
    versionsOf(knex, ids),
  ]);
  const sets = new Map<string, VersionSet>();
  const uses = new Map<number, VersionSet[]>();
  for (const row of services) {
    const { key, components } = setOf(row);
    let set = sets.get(key);
    if (!set) {
      set = {
        versions: [
          ...new Set(components.flatMap(id => versions.get(id) ?? [])),
        ],
        services: 0,
        directServices: 0,
        findings: [],
      };
      sets.set(key, set);
      uses.set(row.package_id, [...(uses.get(row.package_id) ?? []), set]);
    }
    set.services += Number(row.services);
    set.directServices += Number(row.direct_services);
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
  services: number | string;
}

function setOf({ package_id, components }: SetRow) {
  const ids = components
    .split(',')
    .map(Number)
    .sort((a, b) => a - b);
  return { key: `${package_id}:${ids}`, components: ids };
}

/** For each service and package the vulnerable components, and whether it asks for one itself. */
function usesOf(knex: Knex, packageIds: number[], targets: TargetFilter) {
  const list = isPostgres(knex)
    ? `string_agg(distinct c.id::text, ',')`
    : 'group_concat(distinct c.id)';
  const select = knex('components as c')
    .join('target_components as link', 'link.component_id', 'c.id')
    .join('targets as t', 't.id', 'link.target_id')
    .whereIn('c.package_id', packageIds)
    .whereExists(
      knex('component_matches as m').whereRaw('m.component_id = c.id'),
    )
    .groupBy('link.target_id', 'c.package_id')
    .select(
      'link.target_id',
      'c.package_id',
      knex.raw(`${list} as components`),
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
  const open = knex('findings as f')
    .whereRaw('f.target_id = u.target_id and f.package_id = u.package_id')
    .where('f.state', 'open');
  return knex
    .with('u', usesOf(knex, packageIds, targets))
    .from('u')
    .whereExists(open)
    .groupBy('u.package_id', 'u.components')
    .orderBy(['u.package_id', 'u.components'])
    .select(
      'u.package_id',
      'u.components',
      knex.raw('count(*) as services'),
      knex.raw(
        'sum(case when u.relation = ? then 1 else 0 end) as direct_services',
        [relationNumber(true)],
      ),
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
      'v.id',
      'v.key',
      'v.severity',
      'v.known_exploited',
    )
    .orderBy(['u.package_id', 'u.components', 'v.key'])
    .select(
      'u.package_id',
      'u.components',
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
