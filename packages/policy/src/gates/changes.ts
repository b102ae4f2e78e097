import { Before, isSameNote, keysOf, packageKeyOf } from './before';
import type {
  GateBase,
  GateComponent,
  GateFacts,
  GateFinding,
  GateReported,
} from './gateFacts';

/** What a build brings and takes away, against a base. @public */
export interface GateChanges {
  findings: {
    added: readonly GateFinding[];
    /** The package is still there, in a version without it. */
    fixed: readonly GateFinding[];
    /** The package is gone. */
    removed: readonly GateFinding[];
  };
  /** What tools and inspections found. */
  reported: {
    added: readonly GateReported[];
    fixed: readonly GateReported[];
  };
  components: {
    added: readonly GateComponent[];
    removed: readonly GateComponent[];
    changed: readonly {
      before: readonly GateComponent[];
      after: readonly GateComponent[];
    }[];
  };
}

/**
 * Compares a build with a base. Findings are the same where they are about the same package and
 * share any id of the vulnerability, whatever the version: an upgrade from one vulnerable version
 * to another is no news. What tools found is the same by its fingerprint, which lines are no part
 * of. What was in a file that nobody could look at this time is not known to be gone.
 *
 * @public
 */
export function changesSince(
  facts: Pick<GateFacts, 'findings' | 'components' | 'reported'> &
    Partial<Pick<GateFacts, 'unreadable' | 'notLookedAt'>>,
  base: GateBase,
): GateChanges {
  const before = new Before(base);
  const after = new Set(facts.findings.flatMap(keysOf));
  const packages = byPackage(facts.components);
  const isSeen = seenIn(facts, base);
  const isReportSeen = seenIn(facts, {
    notLookedAt: base.notLookedAt ?? [],
  });
  const gone = base.findings.filter(
    finding =>
      !keysOf(finding).some(key => after.has(key)) && isSeen(finding.manifests),
  );
  const isThere = (finding: GateFinding) =>
    packages.has(packageKeyOf(finding.ecosystem, finding.package));
  return {
    findings: {
      added: facts.findings.filter(
        finding => before.findings(finding).length === 0,
      ),
      fixed: gone.filter(isThere),
      removed: gone.filter(finding => !isThere(finding)),
    },
    reported: {
      added: others(facts.reported, base.reported),
      fixed: others(base.reported, facts.reported).filter(({ file }) =>
        isReportSeen(file === undefined ? [] : [file]),
      ),
    },
    components: changedComponents(
      byPackage(base.components),
      packages,
      ({ manifests = [] }) => isSeen(manifests),
    ),
  };
}

/** Says of files whether each of them, if it is still there, was looked at as it was before. */
function seenIn(
  {
    unreadable = [],
    notLookedAt = [],
  }: Partial<Pick<GateFacts, 'unreadable' | 'notLookedAt'>>,
  base: Pick<GateBase, 'notLookedAt'>,
): (files: readonly string[]) => boolean {
  // A manifest that always left some versions open was read as far as before. Where it is not known
  // what was left open before, it may have been as much.
  const more = notLookedAt.filter(
    note =>
      base.notLookedAt && !base.notLookedAt.some(was => isSameNote(was, note)),
  );
  const unseen = new Set([...unreadable, ...more].map(({ at }) => at));
  // Of places that are not named, each may be one of these files.
  if (unseen.has('')) return () => false;
  return files => !files.some(file => unseen.has(file));
}

/** Those that are not among others, by fingerprint. */
function others(
  of: readonly GateReported[] = [],
  known: readonly GateReported[] = [],
): GateReported[] {
  const fingerprints = new Set(known.map(({ fingerprint }) => fingerprint));
  return of.filter(({ fingerprint }) => !fingerprints.has(fingerprint));
}

function byPackage(
  components: readonly GateComponent[],
): Map<string, Map<string, GateComponent>> {
  const packages = new Map<string, Map<string, GateComponent>>();
  for (const component of components) {
    const key = packageKeyOf(component.ecosystem, component.name);
    const versions = packages.get(key) ?? new Map();
    versions.set(component.purl, component);
    packages.set(key, versions);
  }
  return packages;
}

/** Packages by what of their versions is on one side alone. */
function changedComponents(
  before: ReadonlyMap<string, ReadonlyMap<string, GateComponent>>,
  after: ReadonlyMap<string, ReadonlyMap<string, GateComponent>>,
  isSeen: (component: GateComponent) => boolean,
): GateChanges['components'] {
  const added: GateComponent[] = [];
  const removed: GateComponent[] = [];
  const changed: { before: GateComponent[]; after: GateComponent[] }[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(key), after.get(key)];
    const gone = without(then, now).filter(isSeen);
    const come = without(now, then);
    if (gone.length > 0 && come.length > 0) {
      changed.push({ before: gone, after: come });
    } else {
      added.push(...come);
      removed.push(...gone);
    }
  }
  return { added, removed, changed };
}

function without(
  of: ReadonlyMap<string, GateComponent> | undefined,
  other: ReadonlyMap<string, GateComponent> | undefined,
): GateComponent[] {
  return [...(of ?? [])]
    .filter(([purl]) => !other?.has(purl))
    .map(([, component]) => component);
}
