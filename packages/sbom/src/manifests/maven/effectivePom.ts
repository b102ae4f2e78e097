import { folderOf, joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import {
  type Coordinates,
  parsePom,
  type Pom,
  type PomDependency,
} from './pom';

const MAX_EXPANSIONS = 200;
const MAX_VALUE = 2_000;

function isParent(candidate: Pom, wanted: Coordinates): boolean {
  return (
    candidate.artifactId === wanted.artifactId &&
    (candidate.groupId ?? candidate.parent?.groupId) === wanted.groupId
  );
}

/** The POM and its parents as far as they are in the source, nearest first. */
export function pomChain(pom: Pom, sibling: Sibling): Pom[] {
  const chain = [pom];
  const visited = new Set(['pom.xml']);
  let folder = '';
  let current = pom;
  while (current.parent?.relativePath && chain.length < limits.includes) {
    let path = joinPath(folder, current.parent.relativePath);
    if (path !== undefined && !path.endsWith('.xml')) {
      path = joinPath(path, 'pom.xml');
    }
    const text =
      path === undefined || visited.has(path) ? undefined : sibling(path);
    const parent = text === undefined ? undefined : tryParse(text);
    // Maven, too, ignores a file that is not the parent that was named.
    if (!parent || !isParent(parent, current.parent)) {
      break;
    }
    visited.add(path!);
    chain.push(parent);
    folder = folderOf(path!);
    current = parent;
  }
  return chain;
}

function tryParse(text: string): Pom | undefined {
  try {
    return parsePom(text);
  } catch {
    // The child can be read without it; what it manages is then reported as missing.
    return undefined;
  }
}

/** A POM with all that it inherits, and its properties resolved. */
export class EffectivePom {
  private readonly properties = new Map<string, string>();
  /** The nearest parent that is not in the source. */
  readonly missingParent?: Coordinates;

  constructor(private readonly chain: readonly Pom[]) {
    for (const pom of [...chain].reverse()) {
      for (const [name, value] of pom.properties) {
        this.properties.set(name, value);
      }
    }
    const [own] = chain;
    this.missingParent = chain[chain.length - 1].parent;
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

  /** What `<dependencyManagement>` says, by {@link dependencyKey}; the nearest POM wins. */
  managed(): Map<string, PomDependency> {
    const found = new Map<string, PomDependency>();
    for (const dependency of this.resolved(pom => pom.managed)) {
      const key = dependencyKey(dependency);
      if (!found.has(key)) {
        found.set(key, dependency);
      }
    }
    return found;
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
