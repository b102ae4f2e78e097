import { byCodeUnit, GraphBuilder } from '../../graph/graphBuilder';
import { listOfPackages } from '../../locks/fixings';
import type { PackageName } from '../../locks/lockState';
import type { Scope, Unresolved } from '../../model';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { dependencyKey, EffectivePom } from './effectivePom';
import { mavenPackage } from './mavenPackage';
import { parsePom, type PomDependency } from './pom';
import { PomPlaces } from './pomPlaces';
import { versionOf } from './versionRange';

/** Unresolved dependencies that are named. */
const MAX_NAMED = 50;

function scopeOf(scope: string | undefined, optional: boolean): Scope {
  if (scope === 'test') {
    return 'development';
  }
  return optional ? 'optional' : 'runtime';
}

class PomReader {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly seen = new Set<string>();
  /** Names of dependencies without a version. */
  private readonly unresolved = new Set<string>();
  /** What may be another version tomorrow. */
  private readonly open = new Map<string, PackageName>();

  constructor(
    private readonly pom: EffectivePom,
    private readonly places: PomPlaces,
  ) {}

  read(): ReaderResult {
    const managed = this.pom.managed();
    for (const dependency of this.pom.dependencies()) {
      const key = dependencyKey(dependency);
      if (!this.seen.has(key)) {
        this.seen.add(key);
        this.add(dependency, managed.get(key));
      }
    }
    this.warnOfMissing();
    return {
      root: this.pom.root,
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      ...this.listUnresolved(),
      // What the dependencies bring along is only known to the repository.
      lock: {
        ...(this.open.size > 0 && { locked: false }),
        unpinned: listOfPackages([...this.open.values()]),
      },
    };
  }

  /** Parents and BOMs that are nowhere matter where a version is missing. */
  private warnOfMissing(): void {
    this.places.notes.forEach(note => this.warnings.add(note));
    if (this.unresolved.size > 0 && this.places.limited) {
      this.warnings.add(
        'the source has more POMs than are looked at: ' +
          'versions that the others manage are unknown',
      );
    }
    for (const [name, role] of this.unresolved.size > 0
      ? this.places.missing
      : []) {
      this.warnings.add(
        `the ${role} ${quoted(name)} is not in the source: ` +
          'versions that it manages are unknown',
      );
    }
  }

  private listUnresolved(): { unresolved?: Unresolved } {
    const poms = [...this.places.missing].map(([name, role]) => ({
      name,
      role,
    }));
    if (this.unresolved.size === 0 && poms.length === 0) {
      return {};
    }
    const first = [...this.unresolved].sort(byCodeUnit).slice(0, MAX_NAMED);
    return { unresolved: { count: this.unresolved.size, first, poms } };
  }

  private add(dependency: PomDependency, managed?: PomDependency): void {
    const { groupId, artifactId, type, classifier } = dependency;
    if (!groupId || !artifactId || /\$\{/.test(groupId + artifactId)) {
      const label = `${groupId ?? '?'}:${artifactId ?? '?'}`;
      this.warnings.add(`${quoted(label)} has no group and name`);
      return;
    }
    const name = `${groupId}:${artifactId}`;
    const stated = dependency.version ?? managed?.version;
    const resolved = this.pom.resolve(stated);
    const { version, fromRange } = versionOf(resolved ?? '');
    if (fromRange || /^(?:LATEST|RELEASE)$|-SNAPSHOT$/.test(resolved ?? '')) {
      const { purl } = mavenPackage(groupId, artifactId, resolved!);
      this.open.set(purl, { purl, name, version: resolved! });
    }
    if (!version) {
      this.unresolved.add(name);
      this.warnings.add(
        stated
          ? `the version ${quoted(stated)} of ${quoted(name)} is not known`
          : `${quoted(name)} has no version`,
      );
      return;
    }
    if (fromRange) {
      this.warnings.add(
        `${quoted(name)} has the version range ${quoted(resolved!)}, ` +
          `counted as ${quoted(version)}`,
      );
    }
    const key = dependencyKey(dependency);
    const scope = scopeOf(
      this.pom.resolve(dependency.scope ?? managed?.scope),
      dependency.optional,
    );
    this.builder.add(key, {
      ...mavenPackage(groupId, artifactId, version, { type, classifier }),
      scope,
    });
    this.builder.require(key, scope);
  }
}

/**
 * `pom.xml`: the dependencies that the project lists or inherits, with the versions that its parents
 * and the BOMs they import give them. What those depend on is only known to the repository; the graph
 * is flat.
 */
export const mavenPom: ManifestReader = {
  id: 'maven-pom',
  title: 'Maven project file',
  ecosystem: 'Maven',
  matches: name => name === 'pom.xml',
  // Parents are POMs themselves, and so are read anyway.
  companions: [],
  supersedes: [],
  read: ({ text, sibling, poms }: ReaderInput) => {
    const places = new PomPlaces(sibling, poms);
    const own = { pom: parsePom(text), folder: '' };
    return new PomReader(new EffectivePom(own, places), places).read();
  },
};
