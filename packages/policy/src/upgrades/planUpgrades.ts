import { daysBetween } from '../facts/days';
import type {
  PlannedChange,
  PlannedCounts,
  PlannedFinding,
  PlannedPackage,
  UpgradePlan,
} from './plan';
import { KnownPackages, type PlanQuestion } from './planQuestion';
import { smallestSet } from './smallestSet';
import { type VulnerableUse, vulnerableUses } from './vulnerableUses';
import { nameOf, parentOf, waysOf } from './ways';
import type { Way } from './way';
import { stepOrder } from './versionStep';

/** More than any number of steps costs: fewer changes are better than smaller ones. */
const CHANGE = 1000;
/** An override stays behind and has to be taken back some day. */
const OVERRIDE = 10;

/**
 * The fewest changes to a service's manifests that clear its open vulnerabilities, and where each
 * vulnerable package can go. Nothing goes to a version that has a vulnerability which the version in
 * use does not have, nor down.
 *
 * @throws FactError where a time is no date
 *
 * @public
 */
export function planUpgrades(question: PlanQuestion, now: Date): UpgradePlan {
  const known = new KnownPackages(question.packages);
  const { uses, cut } = vulnerableUses(question, known, now);
  const findings = findingsOf(uses);
  const ways = waysOf(uses, question, known, now);
  const wanted = new Set(
    uses.flatMap(use =>
      use.hit
        .filter(({ urgent }) => urgent || question.aim !== 'urgent')
        .map(({ id }) => placeOf(use, id)),
    ),
  );
  const { chosen, exact } = smallestSet(
    wanted,
    ways.map((way, index) => ({
      id: `${index}`,
      reaches: new Set(reachedBy(way)),
      cost:
        CHANGE + stepOrder(way.step) + (way.kind === 'override' ? OVERRIDE : 0),
    })),
  );
  const taken = chosen.map(({ id }) => ways[Number(id)]);
  return {
    counts: countsOf(findings, new Set(taken.flatMap(reachedBy))),
    changes: taken.map(way => changeOf(way, now)).sort(byWorth),
    exact,
    packages: packagesOf(uses),
    cut,
  };
}

/** One vulnerability of one package version in one manifest. */
function placeOf({ manifest, component }: VulnerableUse, id: string): string {
  return [manifest.path, component.purl, id].join('\0');
}

function reachedBy({ clears }: Way): string[] {
  return clears.map(({ use, id }) => placeOf(use, id));
}

interface Found {
  urgent: boolean;
  places: string[];
}

/** Places by finding. */
function findingsOf(uses: readonly VulnerableUse[]): Found[] {
  const findings = new Map<string, Found>();
  for (const use of uses) {
    const { ecosystem } = use.component;
    for (const { id, urgent } of use.hit) {
      const key = [ecosystem, nameOf(use.component), id].join('\0');
      const found = findings.get(key) ?? { urgent, places: [] };
      found.places.push(placeOf(use, id));
      findings.set(key, found);
    }
  }
  return [...findings.values()];
}

function countsOf(
  findings: readonly Found[],
  reached: ReadonlySet<string>,
): PlannedCounts {
  const cleared = findings.filter(({ places }) =>
    places.every(place => reached.has(place)),
  );
  return {
    findings: findings.length,
    cleared: cleared.length,
    urgent: findings.filter(({ urgent }) => urgent).length,
    urgentCleared: cleared.filter(({ urgent }) => urgent).length,
  };
}

function changeOf(way: Way, now: Date): PlannedChange {
  const { manifest, publishedAt } = way;
  return {
    kind: way.kind,
    ecosystem: way.ecosystem,
    package: way.package,
    from: way.from,
    to: way.to,
    step: way.step,
    ...(publishedAt && {
      publishedAt,
      ageDays: Math.floor(daysBetween(publishedAt, now)),
    }),
    young: way.young,
    ...(way.unconfirmed && { unconfirmed: true }),
    manifest: manifest.path,
    format: manifest.format,
    declaredIn: way.declaredIn,
    ...(way.how && { how: way.how }),
    clears: foundIn(way.clears),
    leaves: foundIn(way.leaves),
    ...(way.seenIn && { seenIn: way.seenIn }),
    alsoThrough: way.alsoThrough,
  };
}

function foundIn(list: Way['clears']): PlannedFinding[] {
  const found = new Map<string, PlannedFinding>();
  for (const { use, id } of list) {
    const urgent = use.hit.some(one => one.id === id && one.urgent);
    found.set(`${nameOf(use.component)}\0${id}`, {
      package: nameOf(use.component),
      vulnerability: id,
      urgent,
    });
  }
  return [...found.values()];
}

/** What clears the most urgent ones first, then the most, then the smaller step. */
function byWorth(a: PlannedChange, b: PlannedChange): number {
  const urgent = ({ clears }: PlannedChange) =>
    clears.filter(one => one.urgent).length;
  return (
    urgent(b) - urgent(a) ||
    b.clears.length - a.clears.length ||
    stepOrder(a.step) - stepOrder(b.step) ||
    compareText(a.package, b.package) ||
    compareText(a.manifest, b.manifest)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function packagesOf(uses: readonly VulnerableUse[]): PlannedPackage[] {
  const byVersion = new Map<string, VulnerableUse[]>();
  for (const use of uses) {
    const { ecosystem, version } = use.component;
    const key = [ecosystem, nameOf(use.component), version].join('\0');
    const same = byVersion.get(key);
    if (same) same.push(use);
    else byVersion.set(key, [use]);
  }
  return [...byVersion.values()]
    .map(same => {
      const [{ component, hit, targets }] = same;
      return {
        ecosystem: component.ecosystem,
        package: nameOf(component),
        version: component.version,
        places: same.map(use => ({
          manifest: use.manifest.path,
          ...(use.component.direct !== undefined && {
            direct: use.component.direct,
          }),
          scope: use.component.scope,
          through: use.through.direct.map(parentOf),
          throughAll: use.through.complete,
        })),
        vulnerabilities: hit.map(({ id }) => id),
        urgentVulnerabilities: hit
          .filter(({ urgent }) => urgent)
          .map(({ id }) => id),
        ...targets,
      };
    })
    .sort(
      (a, b) =>
        b.urgentVulnerabilities.length - a.urgentVulnerabilities.length ||
        b.vulnerabilities.length - a.vulnerabilities.length ||
        compareText(a.package, b.package) ||
        compareText(a.version, b.version),
    );
}
