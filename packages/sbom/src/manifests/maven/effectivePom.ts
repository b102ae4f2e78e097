import type { Coordinates, Pom, PomDependency } from './pom';
import type { PomPlace, PomPlaces } from './pomPlaces';

const MAX_EXPANSIONS = 200;
const MAX_VALUE = 2_000;

/** A POM with all that it inherits, and its properties resolved. */
export class EffectivePom {
  private readonly properties = new Map<string, string>();
  private readonly chain: readonly Pom[];

  constructor(
    place: PomPlace,
    private readonly places: PomPlaces,
    /** What BOMs manage, by their name: each is worked out once. */
    private readonly boms = new Map<string, PomDependency[]>(),
  ) {
    const chain = places.chainOf(place);
    this.chain = chain;
    for (const pom of [...chain].reverse()) {
      for (const [name, value] of pom.properties) {
        this.properties.set(name, value);
      }
    }
    const [own] = chain;
    this.defineProject('', {
      groupId: own.groupId ?? own.parent?.groupId,
      artifactId: own.artifactId,
      version: own.version ?? own.parent?.version,
    });
    this.defineProject('parent.', own.parent ?? {});
  }

  private defineProject(part: string, values: Coordinates): void {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value === 'string' && key !== 'relativePath') {
        for (const prefix of ['project.', 'pom.', '']) {
          const name = `${prefix}${part}${key}`;
          // The bare spelling is long deprecated and yields to a property of that name.
          if (prefix !== '' || !this.properties.has(name)) {
            this.properties.set(name, value);
          }
        }
      }
    }
  }

  /** Own name and version, as far as they can be resolved. */
  get root(): { name?: string; version?: string } {
    const groupId = this.resolve('${project.groupId}');
    const artifactId = this.resolve('${project.artifactId}');
    return {
      name: groupId && artifactId ? `${groupId}:${artifactId}` : artifactId,
      version: this.resolve('${project.version}'),
    };
  }

  /** Replaces `${name}`; undefined where a property is unknown, or refers to itself. */
  resolve(text: string | undefined): string | undefined {
    let value = text;
    if (value && value.length > MAX_VALUE) {
      return undefined;
    }
    for (let round = 0; value?.includes('${'); round++) {
      const match = /\$\{([^${}]*)\}/.exec(value);
      const replacement = match && this.properties.get(match[1].trim());
      if (replacement === undefined || replacement === null) {
        return undefined;
      }
      value = value.replace(match![0], () => replacement);
      if (round > MAX_EXPANSIONS || value.length > MAX_VALUE) {
        return undefined;
      }
    }
    return value?.trim();
  }

  /** All dependencies, own ones before inherited ones, with names resolved where possible. */
  dependencies(): PomDependency[] {
    return this.resolved(pom => pom.dependencies);
  }

  /**
   * What `<dependencyManagement>` says, by {@link dependencyKey}: the nearest POM wins, and all of
   * them over what they import, of which the first wins (Maven, "Importing Dependencies").
   */
  managed(): Map<string, PomDependency> {
    const found = new Map<string, PomDependency>();
    const add = (dependency: PomDependency) => {
      const key = dependencyKey(dependency);
      if (!found.has(key)) {
        found.set(key, dependency);
      }
    };
    this.resolved(pom => pom.managed).forEach(add);
    const imported = new Set<string>();
    for (const bom of this.resolved(pom => pom.imports)) {
      const key = dependencyKey(bom);
      // A BOM in another version takes the place of the parent's, as any managed entry does.
      if (!imported.has(key)) {
        imported.add(key);
        this.managedBy(bom).forEach(add);
      }
    }
    return found;
  }

  /** What a BOM manages, in its own words: its properties are not those of who imports it. */
  private managedBy(dependency: PomDependency): PomDependency[] {
    const { groupId, artifactId } = dependency;
    const version = this.resolve(dependency.version) ?? dependency.version;
    const key = [groupId, artifactId, version].join(':');
    const known = this.boms.get(key);
    if (known) {
      return known;
    }
    // Maven refuses BOMs that import each other; here they end.
    this.boms.set(key, []);
    const place = this.places.imported({ groupId, artifactId, version });
    const bom = place && new EffectivePom(place, this.places, this.boms);
    const managed = [...(bom?.managed().values() ?? [])].map(entry => ({
      ...entry,
      version: bom!.resolve(entry.version),
      scope: bom!.resolve(entry.scope),
    }));
    this.boms.set(key, managed);
    return managed;
  }

  private resolved(list: (pom: Pom) => PomDependency[]): PomDependency[] {
    return this.chain.flatMap(list).map(dependency => ({
      ...dependency,
      groupId: this.resolve(dependency.groupId) ?? dependency.groupId,
      artifactId: this.resolve(dependency.artifactId) ?? dependency.artifactId,
      classifier: this.resolve(dependency.classifier),
    }));
  }
}

/** What Maven tells dependencies apart by: group, artifact, type and classifier. */
export function dependencyKey(dependency: PomDependency): string {
  const { groupId, artifactId, type, classifier } = dependency;
  return [groupId, artifactId, type, classifier].join(':');
}
