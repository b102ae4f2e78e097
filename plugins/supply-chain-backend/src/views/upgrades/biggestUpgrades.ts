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
import { knowledgeOf, type UpgradeBasis } from './packageKnowledge';

type BigUpgrade = BiggestUpgrades['items'][number];

type CountedPackage = UsedPackage & { findings: number | string };

/** Packages whose upgrades are worked out: those with the most open findings. */
const MOST_PACKAGES = 50;
const DEFAULT_LIMIT = 20;
/** Owners that are named of each. */
const MOST_OWNERS = 10;

/** The upgrades that clear most open findings over the services that may be seen. */
export async function biggestUpgrades(
  knex: Knex,
  query: BiggestUpgradesQuery,
  targets: TargetFilter,
  basis: UpgradeBasis,
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
      return known ? upgradesOf(known, uses.get(one.id) ?? [], basis) : [];
    })
    .sort(
      (a, b) =>
        b.findings - a.findings ||
        b.urgent - a.urgent ||
        (a.package < b.package ? -1 : 1),
    );
  // No upgrade clears more than there is of its package.
  const next = Number(rows[MOST_PACKAGES]?.findings ?? 0);
  const shown = items.slice(0, limit).map(withFirstOwners);
  return {
    items: shown,
    packages,
    packagesLookedAt: lookedAt.length,
    exact:
      next === 0 || (shown.length === limit && shown.at(-1)!.findings >= next),
  };
}

function withFirstOwners(upgrade: BigUpgrade): BigUpgrade {
  const owners = [...upgrade.owners].sort(
    (a, b) => b.services - a.services || (a.owner < b.owner ? -1 : 1),
  );
  return {
    ...upgrade,
    owners: owners.slice(0, MOST_OWNERS),
    ownersLeft: Math.max(0, owners.length - MOST_OWNERS),
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
  { ageFloorDays, now }: UpgradeBasis,
): BigUpgrade[] {
  const answers = new Map<string, UpgradeTargets>();
  const upgrades = new Map<string, BigUpgrade>();
  for (const set of sets) {
    const open = withoutDecided(known, set);
    const versions = affectedBy(open, set);
    if (versions.length === 0) continue;
    const targets = new Map<string, UpgradeTargets>();
    for (const version of versions) {
      const key = [version, ...[...set.decided].sort()].join('\0');
      const answer =
        answers.get(key) ??
        upgradeTargets({ ...open, version, ageFloorDays }, now);
      answers.set(key, answer);
      targets.set(version, answer);
    }
    const to = highestOf(known.ecosystem, versions, targets);
    const { versionsKnown } = targets.get(versions[0])!;
    if (to) add(upgrades, known, { ...set, versions }, to, versionsKnown);
  }
  return [...upgrades.values()].filter(({ findings }) => findings > 0);
}

/** Versions with something open; the others stay where they are. */
function affectedBy(
  { vulnerabilities }: PackageKnowledge,
  { versions }: VersionSet,
): string[] {
  return versions.filter(version =>
    vulnerabilities.some(one => one.affects(version)),
  );
}

/** What was decided about is no part of an upgrade. */
function withoutDecided(
  { vulnerabilities, ...known }: PackageKnowledge,
  { decided }: VersionSet,
): PackageKnowledge {
  return {
    ...known,
    vulnerabilities: vulnerabilities.filter(({ id }) => !decided.has(id)),
  };
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
  versionsKnown: UpgradeTargets['versionsKnown'],
): void {
  const upgrade = upgrades.get(to.version) ?? {
    ecosystem,
    package: packageName,
    from: [],
    to: to.version,
    step: 'unknown',
    ...(to.publishedAt && { publishedAt: to.publishedAt }),
    ...(to.unconfirmed && { unconfirmed: true }),
    findings: 0,
    urgent: 0,
    left: 0,
    services: 0,
    directServices: 0,
    owners: [],
    ownersLeft: 0,
    versionsKnown,
  };
  const step = (version: string) => versionStep(version, to.version);
  const steps: VersionStep[] = set.versions.map(step);
  if (upgrade.from.length > 0) steps.push(upgrade.step);
  upgrade.step = widestStep(steps);
  upgrade.from = [...new Set([...upgrade.from, ...set.versions])].sort((a, b) =>
    compareVersions(ecosystem, a, b),
  );
  for (const [owner, services] of set.owners) {
    const named = upgrade.owners.find(one => one.owner === owner);
    if (named) named.services += services;
    else upgrade.owners.push({ owner, services });
  }
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
