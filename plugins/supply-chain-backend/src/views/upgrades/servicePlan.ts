import { NotFoundError } from '@backstage/errors';
import {
  PackageKnowledge,
  PlannedManifest,
  PlannedParent,
  PlanQuestion,
  planUpgrades,
  UpgradePlan as Plan,
} from '@safety-curtain/policy';
import type {
  UpgradePlan,
  UpgradePlanQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toIso } from '../../database/dialect';
import type { DbTargetsRow } from '../../database/tables';
import type { Archive } from '../../records/documents/Archive';
import {
  currentSnapshots,
  readInventory,
} from '../../records/inventory/snapshots';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import type { NamedPackage } from '../../records/vulnerabilities/packageRanges';
import { keyOf, knowledgeOf, type UpgradeBasis } from './packageKnowledge';
import { seenVersions } from './seenVersions';

/** Direct dependencies of which newer versions are looked for in other services. */
const MOST_PARENTS = 100;

/**
 * Packages and their uses that a plan is made of: those of the worst findings.
 * Twenty thousand would hold everybody up for seconds, and nobody reads that.
 */
const MOST_PACKAGES = 1000;
const MOST_USES = 2000;

/** The shortest way out of a service's open findings. */
export async function readUpgradePlan(
  knex: Knex,
  archive: Archive,
  { entityRef, aim }: Pick<UpgradePlanQuery, 'entityRef' | 'aim'>,
  targets: TargetFilter,
  { ageFloorDays, now }: UpgradeBasis,
): Promise<UpgradePlan> {
  const target = await readTarget(knex, entityRef, targets);
  const findings = await readFindings(knex, target.id);
  const manifests = await readManifests(knex, archive, target.id);
  const worst = findings.packages.slice(0, MOST_PACKAGES);
  const packages = await knowledgeOf(knex, worst, findings.isOpen);
  const question: PlanQuestion = {
    manifests,
    packages,
    aim,
    ageFloorDays,
    mostUses: MOST_USES,
  };
  let plan = planUpgrades(question, now);
  const seen = await seenVersions(
    knex,
    archive,
    soleParents(plan),
    targets,
    target.id,
  );
  if (seen.length > 0) {
    const others = packagesOf(seen, packages);
    const more = await knowledgeOf(knex, others, findings.isOpen);
    const known = [...packages, ...more];
    plan = planUpgrades({ ...question, packages: known, seen }, now);
  }
  return {
    entityRef: target.entity_ref,
    readAt: toIso(target.last_read_at),
    ...(plan as MutablePlan),
    cut: plan.cut || findings.packages.length > worst.length,
    unplanned: findings.open - openIn(plan, findings),
  };
}

/** What the engine promises not to change, the client may. */
type MutablePlan = Omit<UpgradePlan, 'entityRef' | 'readAt' | 'unplanned'>;

async function readTarget(
  knex: Knex,
  entityRef: string,
  targets: TargetFilter,
): Promise<Pick<DbTargetsRow, 'id' | 'entity_ref' | 'last_read_at'>> {
  const select = knex('targets as t').select(
    't.id',
    't.entity_ref',
    't.last_read_at',
  );
  const asked = entityRef.toLocaleLowerCase('en-US');
  applyTargetFilter(select, { ...targets, entityRef: asked });
  const row = await select.first();
  if (!row) throw new NotFoundError(`No target ${entityRef}`);
  return row;
}

interface Findings {
  /** How many are open. */
  open: number;
  /** Of the open ones, each once; that of the worst finding first. */
  packages: NamedPackage[];
  /** By package, the keys of open vulnerabilities. */
  keys: Map<string, Set<string>>;
  /** Whether a vulnerability counts: one that was decided about does not. */
  isOpen(one: NamedPackage, vulnerabilityId: number): boolean;
}

async function readFindings(knex: Knex, targetId: number): Promise<Findings> {
  const rows: {
    ecosystem: string;
    name: string;
    vulnerability_id: number;
    key: string;
    state: string;
  }[] = await knex('findings as f')
    .join('packages as p', 'p.id', 'f.package_id')
    .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .where('f.target_id', targetId)
    .whereNot('f.state', 'resolved')
    .orderBy([
      { column: 'f.risk', order: 'desc' },
      'p.ecosystem',
      'p.name',
      'f.vulnerability_id',
    ])
    .select('p.ecosystem', 'p.name', 'f.vulnerability_id', 'v.key', 'f.state');
  const packages = new Map<string, NamedPackage>();
  const keys = new Map<string, Set<string>>();
  const decided = new Set<string>();
  let open = 0;
  for (const row of rows) {
    const one = { ecosystem: row.ecosystem, packageName: row.name };
    const key = keyOf(one);
    if (row.state === 'open') {
      open += 1;
      packages.set(key, one);
      keys.set(key, (keys.get(key) ?? new Set()).add(row.key));
    } else {
      decided.add(`${key}\0${row.vulnerability_id}`);
    }
  }
  return {
    open,
    packages: [...packages.values()],
    keys,
    isOpen: (one, id) => !decided.has(`${keyOf(one)}\0${id}`),
  };
}

async function readManifests(
  knex: Knex,
  archive: Archive,
  targetId: number,
): Promise<PlannedManifest[]> {
  const manifests: PlannedManifest[] = [];
  for (const snapshot of await currentSnapshots(knex, targetId)) {
    manifests.push(...(await readInventory(archive, snapshot)).manifests);
  }
  return manifests;
}

/** Direct dependencies through which alone something vulnerable comes in. */
function soleParents({ packages }: Plan) {
  const parents = new Map<string, PlannedParent & { ecosystem: string }>();
  for (const { places } of packages) {
    for (const { direct, through, throughAll } of places) {
      const [parent, ...more] = through;
      const isSole = parent && throughAll && more.length === 0;
      if (!isSole || direct !== false) continue;
      const { ecosystem, package: name, version } = parent;
      if (ecosystem === undefined || parents.size >= MOST_PARENTS) continue;
      parents.set([ecosystem, name, version].join('\0'), {
        ...parent,
        ecosystem,
      });
    }
  }
  return [...parents.values()];
}

/** Packages of manifests that nothing is known of yet. */
function packagesOf(
  manifests: readonly PlannedManifest[],
  known: readonly PackageKnowledge[],
): NamedPackage[] {
  const had = new Set(known.map(keyOf));
  const found = new Map<string, NamedPackage>();
  for (const { components } of manifests) {
    for (const { ecosystem, packageName } of components) {
      if (ecosystem === undefined) continue;
      const one = { ecosystem, packageName };
      if (!had.has(keyOf(one))) found.set(keyOf(one), one);
    }
  }
  return [...found.values()];
}

/** How many of the open findings the plan speaks of. */
function openIn({ packages }: Plan, { keys }: Findings): number {
  const found = new Set<string>();
  for (const { ecosystem, package: name, vulnerabilities } of packages) {
    const key = keyOf({ ecosystem, packageName: name });
    for (const id of vulnerabilities) {
      if (keys.get(key)?.has(id)) found.add(`${key}\0${id}`);
    }
  }
  return found.size;
}
