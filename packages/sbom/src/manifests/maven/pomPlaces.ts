import { folderOf, joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import type { PomSource, Sibling } from '../../model';
import { type Coordinates, parsePom, type Pom } from './pom';

/** A POM and its folder, relative to the manifest's; that of a registry has none. */
export interface PomPlace {
  pom: Pom;
  folder?: string;
}

const POM = 'pom.xml';
/** Folders above a project in which POMs may list it as a module. */
const MAX_ABOVE = 6;
/** POMs of one source that are looked at for one manifest. */
const MAX_MODULES = 500;

function tryParse(text: string): Pom | undefined {
  try {
    return parsePom(text);
  } catch {
    // A manifest can be read without it; what it manages is then reported as missing.
    return undefined;
  }
}

function groupOf(pom: Pom): string | undefined {
  return pom.groupId ?? pom.parent?.groupId;
}

function isCalled(pom: Pom, { groupId, artifactId }: Coordinates): boolean {
  return pom.artifactId === artifactId && groupOf(pom) === groupId;
}

/** `${revision}` of one POM may be any version of another. */
function mayBeVersion(pom: Pom, wanted: string | undefined): boolean {
  const version = pom.version ?? pom.parent?.version;
  return (
    version === wanted || [version, wanted].some(text => text?.includes('${'))
  );
}

/** Where the POMs are that a POM names: in its repository, or in a registry. */
export class PomPlaces {
  /** Parents and BOMs that were found nowhere, by `group:artifact:version`. */
  readonly missing = new Map<string, 'parent' | 'BOM'>();
  /** Whether a limit kept some places from being looked at. */
  limited = false;
  private readonly imports = new Map<string, PomPlace | undefined>();
  /** Folders of POMs that are still to be looked at for modules. */
  private readonly queue: string[] = [];
  private readonly seen = new Set<string>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly sibling: Sibling,
    private readonly registry: PomSource,
  ) {
    for (let above = 0, path = POM; above < MAX_ABOVE; above++) {
      this.queue.push(path);
      path = `../${path}`;
    }
  }

  /** The POM and its parents, nearest first. */
  chainOf(place: PomPlace): Pom[] {
    const chain = [place.pom];
    let current: PomPlace | undefined = place;
    while (current?.pom.parent && chain.length < limits.includes) {
      current = this.parentOf(current);
      if (!current || chain.includes(current.pom)) {
        break;
      }
      chain.push(current.pom);
    }
    return chain;
  }

  /** The BOM that is imported; named as missing where it is nowhere. */
  imported(bom: Coordinates): PomPlace | undefined {
    const key = keyOf(bom);
    if (!this.imports.has(key)) {
      if (this.imports.size >= limits.includes) {
        this.limited = true;
        return undefined;
      }
      this.imports.set(key, this.find(bom, 'BOM'));
    }
    return this.imports.get(key);
  }

  private parentOf({ pom, folder }: PomPlace): PomPlace | undefined {
    const parent = pom.parent!;
    if (folder !== undefined && parent.relativePath) {
      let path = joinPath(folder, parent.relativePath);
      if (path !== undefined && !path.endsWith('.xml')) {
        path = joinPath(path, POM);
      }
      const text = path === undefined ? undefined : this.sibling(path);
      const found = text === undefined ? undefined : tryParse(text);
      // Maven, too, ignores a file that is not the parent that was named.
      if (found && isCalled(found, parent)) {
        return { pom: found, folder: folderOf(path!) };
      }
    }
    return this.find(parent, 'parent');
  }

  private find(
    wanted: Coordinates,
    role: 'parent' | 'BOM',
  ): PomPlace | undefined {
    const found = this.inRepository(wanted) ?? this.inRegistry(wanted);
    if (!found) {
      this.missing.set(keyOf(wanted), role);
    }
    return found;
  }

  private inRegistry({ groupId, artifactId, version }: Coordinates) {
    if (!groupId || !artifactId || !version || version.includes('${')) {
      return undefined;
    }
    const text = this.registry({ groupId, artifactId, version });
    const pom = text === undefined ? undefined : tryParse(text);
    return pom && { pom };
  }

  private inRepository(wanted: Coordinates): PomPlace | undefined {
    this.lookAround();
    const name = `>${wanted.artifactId}<`;
    for (const [path, text] of this.texts) {
      // Few of many are parsed.
      const pom = text.includes(name) ? tryParse(text) : undefined;
      if (pom && isCalled(pom, wanted) && mayBeVersion(pom, wanted.version)) {
        return { pom, folder: folderOf(path) };
      }
    }
    return undefined;
  }

  /** Finds the POMs of the repository, from those above through their modules. */
  private lookAround(): void {
    while (this.queue.length > 0 && this.seen.size < MAX_MODULES) {
      const path = this.queue.shift()!;
      if (this.seen.has(path)) {
        continue;
      }
      this.seen.add(path);
      const text = this.sibling(path);
      if (text === undefined) {
        continue;
      }
      this.texts.set(path, text);
      const modules = text.includes('<module>')
        ? tryParse(text)?.modules ?? []
        : [];
      for (const module of modules) {
        const below = joinPath(folderOf(path), module);
        if (below !== undefined) {
          this.queue.push(
            below.endsWith('.xml') ? below : joinPath(below, POM)!,
          );
        }
      }
    }
    this.limited ||= this.queue.length > 0;
    this.queue.length = 0;
  }
}

function keyOf({ groupId, artifactId, version }: Coordinates): string {
  return `${groupId}:${artifactId}:${version}`;
}
