import { compareVersions } from '@safety-curtain/advisories';
import {
  isUrgent,
  PackageKnowledge,
  UpgradeTarget,
  UpgradeTargets,
  upgradeTargets,
  VersionStep,
  versionStep,
  widestStep,
} from '@safety-curtain/policy';
import type {
  BiggestUpgrades,
  BiggestUpgradesQuery,
  Total,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { boundedCount } from '../../database/keyset';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { packageUses, UsedPackage, VersionSet } from './packageUses';
import { knowledgeOf } from './packageKnowledge';

type BigUpgrade = BiggestUpgrades['items'][number];

type CountedPackage = UsedPackage & { findings: number | string };

/** Packages whose upgrades are worked out: those with the most open findings. */
const MOST_PACKAGES = 50;
const DEFAULT_LIMIT = 20;

/** The upgrades that clear most open findings over the services that may be seen. */
export async function biggestUpgrades(
  knex: Knex,
  query: BiggestUpgradesQuery,
  targets: TargetFilter,
  now: Date,
): Promise<BiggestUpgrades> {
  const { limit = DEFAULT_LIMIT } = query;
  const counted = packagesByFindings(knex, query, targets);
  const [packages, rows]: [Total, CountedPackage[]] = await Promise.all([
    boundedCount(knex, counted),
    counted
      .clone()
      .orderBy([{ column: 'findings', order: 'desc' }, { column: 'p.id' }])
      .limit(MOST_PACKAGES + 1),
  ]);
  const lookedAt = rows.slice(0, MOST_PACKAGES);
  const uses = await packageUses(knex, lookedAt, targets);
  const knowledge = await knowledgeOf(
    knex,
    lookedAt.map(({ ecosystem, name }) => ({ ecosystem, packageName: name })),
  );
  const items = lookedAt
    .flatMap(one => {
      const known = knowledge.find(
        ({ ecosystem, packageName }) =>
          ecosystem === one.ecosystem && packageName === one.name,
      );
      return known ? upgradesOf(known, uses.get(one.id) ?? [], now) : [];
    })
    .sort(
      (a, b) =>
        b.findings - a.findings ||
        b.urgent - a.urgent ||
        (a.package < b.package ? -1 : 1),
    );
  // No upgrade clears more than there is of its package.
  const next = Number(rows[MOST_PACKAGES]?.findings ?? 0);
  const shown = items.slice(0, limit);
  return {
    items: shown,
    packages,
    packagesLookedAt: lookedAt.length,
    exact:
      next === 0 || (shown.length === limit && shown.at(-1)!.findings >= next),
  };
}

function packagesByFindings(
  knex: Knex,
  { ecosystem }: BiggestUpgradesQuery,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const select = knex('findings as f')
    .join('packages as p', 'p.id', 'f.package_id')
    .join('targets as t', 't.id', 'f.target_id')
    .where('f.state', 'open')
    .groupBy('p.id', 'p.ecosystem', 'p.name')
    .select('p.id', 'p.ecosystem', 'p.name')
    .count('* as findings');
  if (ecosystem?.length) select.whereIn('p.ecosystem', ecosystem);
  applyTargetFilter(select, targets);
  return select;
}

/** Upgrades of one package, one for each version that services have to go to. */
function upgradesOf(
  known: PackageKnowledge,
  sets: readonly VersionSet[],
  now: Date,
): BigUpgrade[] {
  const targets = new Map<string, UpgradeTargets>();
  const upgrades = new Map<string, BigUpgrade>();
  for (const set of sets) {
    for (const version of set.versions) {
      if (!targets.has(version)) {
        targets.set(version, upgradeTargets({ ...known, version }, now));
      }
    }
    const to = highestOf(known.ecosystem, set.versions, targets);
    if (to) add(upgrades, known, set, to, targets.get(set.versions[0])!);
  }
  return [...upgrades.values()].filter(({ findings }) => findings > 0);
}

/** Where a service with several versions can bring all of them; undefined where one has nowhere to go. */
function highestOf(
  ecosystem: string,
  versions: readonly string[],
  targets: ReadonlyMap<string, UpgradeTargets>,
): UpgradeTarget | undefined {
  const all = versions.map(version => {
    const { clear, better } = targets.get(version)!;
    return clear ?? better;
  });
  const known = all.filter(one => one !== undefined);
  if (known.length < all.length) return undefined;
  return known.reduce((a, b) =>
    compareVersions(ecosystem, a.version, b.version) >= 0 ? a : b,
  );
}

function add(
  upgrades: Map<string, BigUpgrade>,
  { ecosystem, packageName, vulnerabilities }: PackageKnowledge,
  set: VersionSet,
  to: UpgradeTarget,
  { versionsKnown }: UpgradeTargets,
): void {
  const upgrade = upgrades.get(to.version) ?? {
    ecosystem,
    package: packageName,
    from: [],
    to: to.version,
    step: 'unknown',
    ...(to.publishedAt && { publishedAt: to.publishedAt }),
    findings: 0,
    urgent: 0,
    left: 0,
    services: 0,
    directServices: 0,
    versionsKnown,
  };
  const step = (version: string) => versionStep(version, to.version);
  const steps: VersionStep[] = set.versions.map(step);
  if (upgrade.from.length > 0) steps.push(upgrade.step);
  upgrade.step = widestStep(steps);
  upgrade.from = [...new Set([...upgrade.from, ...set.versions])].sort((a, b) =>
    compareVersions(ecosystem, a, b),
  );
  upgrade.services += set.services;
  upgrade.directServices += set.directServices;
  const left = new Set(
    vulnerabilities.filter(one => one.affects(to.version)).map(({ id }) => id),
  );
  for (const { id, knownExploited, severity, services } of set.findings) {
    if (left.has(id)) {
      upgrade.left += services;
      continue;
    }
    upgrade.findings += services;
    if (isUrgent({ knownExploited, severity })) upgrade.urgent += services;
  }
  upgrades.set(to.version, upgrade);
}
