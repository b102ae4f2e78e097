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
 * to another is no news. What tools found is the same by its fingerprint, which lines are no part of.
 *
 * @public
 */
export function changesSince(
  facts: Pick<GateFacts, 'findings' | 'components' | 'reported'> &
    Partial<Pick<GateFacts, 'unreadable' | 'notLookedAt'>>,
  base: GateBase,
): GateChanges {
  const before = namesOf(base.findings);
  const after = namesOf(facts.findings);
  const packages = byPackage(facts.components);
  const gone = base.findings.filter(finding => !isAmong(finding, after));
  const unseen = new Set(
    [...(facts.unreadable ?? []), ...(facts.notLookedAt ?? [])].map(
      ({ at }) => at,
    ),
  );
  const isThere = (finding: GateFinding) =>
    packages.has(keyOf(finding.ecosystem, finding.package));
  return {
    findings: {
      added: facts.findings.filter(finding => !isAmong(finding, before)),
      fixed: gone.filter(isThere),
      removed: gone.filter(finding => !isThere(finding)),
    },
    reported: {
      added: others(facts.reported, base.reported),
      // What nobody looked at is not known to be gone.
      fixed: others(base.reported, facts.reported).filter(
        ({ file }) => file === undefined || !unseen.has(file),
      ),
    },
    components: changedComponents(byPackage(base.components), packages),
  };
}

/** Those that are not among others, by fingerprint. */
function others(
  of: readonly GateReported[] = [],
  known: readonly GateReported[] = [],
): GateReported[] {
  const fingerprints = new Set(known.map(({ fingerprint }) => fingerprint));
  return of.filter(({ fingerprint }) => !fingerprints.has(fingerprint));
}

function keyOf(ecosystem: string | undefined, name: string): string {
  return `${ecosystem ?? ''}\0${name}`;
}

/** Package and id of the vulnerability, by each of its ids. */
function keysOf(finding: GateFinding): string[] {
  const key = keyOf(finding.ecosystem, finding.package);
  return [finding.vulnerability, ...finding.aliases].map(
    id => `${key}\0${id.toLowerCase()}`,
  );
}

function namesOf(findings: readonly GateFinding[]): Set<string> {
  return new Set(findings.flatMap(keysOf));
}

function isAmong(finding: GateFinding, names: ReadonlySet<string>): boolean {
  return keysOf(finding).some(key => names.has(key));
}

function byPackage(
  components: readonly GateComponent[],
): Map<string, Map<string, GateComponent>> {
  const packages = new Map<string, Map<string, GateComponent>>();
  for (const component of components) {
    const key = keyOf(component.ecosystem, component.name);
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
): GateChanges['components'] {
  const added: GateComponent[] = [];
  const removed: GateComponent[] = [];
  const changed: { before: GateComponent[]; after: GateComponent[] }[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(key), after.get(key)];
    const gone = without(then, now);
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
