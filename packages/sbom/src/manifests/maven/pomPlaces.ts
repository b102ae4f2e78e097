import { folderOf, joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import type { PomSource, Sibling } from '../../model';
import { quoted } from '../warnings';
import { type Coordinates, parsePom, type Pom } from './pom';
import { isRange, versionOf } from './versionRange';

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
/** BOMs that one manifest may import, and these in turn. */
const MAX_BOMS = 200;

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

function versionIn(pom: Pom): string | undefined {
  return pom.version ?? pom.parent?.version;
}

/** `${revision}` of one POM may be any version of another, and so may a range. */
function mayBeVersion(pom: Pom, wanted: string | undefined): boolean {
  const version = versionIn(pom);
  return (
    version === wanted ||
    isRange(wanted) ||
    [version, wanted].some(text => text?.includes('${'))
  );
}

/** Whether a registry gave what it was asked for, as far as the POM does not compute it. */
function isIt(pom: Pom, wanted: Coordinates): boolean {
  const isSame = (told: string | undefined, asked: string | undefined) =>
    told === asked || told?.includes('${') === true;
  return (
    isSame(groupOf(pom), wanted.groupId) &&
    isSame(pom.artifactId, wanted.artifactId) &&
    mayBeVersion(pom, wanted.version)
  );
}

/** Where the POMs are that a POM names: in its repository, or in a registry. */
export class PomPlaces {
  /** Parents and BOMs that were found nowhere, by `group:artifact:version`. */
  readonly missing = new Map<string, 'parent' | 'BOM'>();
  /** What was taken for something else, in words. */
  readonly notes = new Set<string>();
  /** Whether a limit kept some places from being looked at. */
  limited = false;
  private readonly imports = new Map<string, PomPlace | undefined>();
  private readonly ofRegistry = new Map<string, PomPlace | undefined>();
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
      if (this.imports.size >= MAX_BOMS) {
        this.limited = true;
        return undefined;
      }
      this.imports.set(key, this.find(bom, 'BOM'));
    }
    return this.imports.get(key);
  }

  private parentOf({ pom, folder }: PomPlace): PomPlace | undefined {
    const parent = pom.parent!;
    const near =
      folder === undefined
        ? undefined
        : this.beside(folder, parent.relativePath, parent);
    if (near && mayBeVersion(near.pom, parent.version)) {
      return near;
    }
    // Maven, too, ignores a file of another version, and asks the registry.
    const found = this.find(parent, 'parent');
    if (!found && near) {
      this.notes.add(
        `the parent ${quoted(keyOf(parent))} is not in the source: ` +
          `its version ${quoted(versionIn(near.pom) ?? '')} there is counted`,
      );
    }
    return found ?? near;
  }

  private beside(folder: string, relativePath: string, parent: Coordinates) {
    if (!relativePath) {
      return undefined;
    }
    let path = joinPath(folder, relativePath);
    if (path !== undefined && !path.endsWith('.xml')) {
      path = joinPath(path, POM);
    }
    const text = path === undefined ? undefined : this.sibling(path);
    const found = text === undefined ? undefined : tryParse(text);
    // Maven, too, ignores a file that is not the parent that was named.
    return found && isCalled(found, parent)
      ? { pom: found, folder: folderOf(path!) }
      : undefined;
  }

  private find(
    wanted: Coordinates,
    role: 'parent' | 'BOM',
  ): PomPlace | undefined {
    const found = this.inRepository(wanted) ?? this.inRegistry(wanted);
    if (!found) {
      this.missing.set(keyOf(settled(wanted)), role);
    }
    return found;
  }

  private inRegistry(wanted: Coordinates): PomPlace | undefined {
    const { groupId, artifactId, version } = settled(wanted);
    if (!groupId || !artifactId || !version || version.includes('${')) {
      return undefined;
    }
    const key = keyOf({ groupId, artifactId, version });
    if (!this.ofRegistry.has(key)) {
      const text = this.registry({ groupId, artifactId, version });
      const pom = text === undefined ? undefined : tryParse(text);
      this.ofRegistry.set(key, pom && isIt(pom, wanted) ? { pom } : undefined);
    }
    const found = this.ofRegistry.get(key);
    if (found && isRange(wanted.version)) {
      this.notes.add(
        `the parent ${quoted(keyOf(wanted))} is a range of versions, ` +
          `counted as ${quoted(version)}`,
      );
    }
    return found;
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

/** Of a range of versions the one that counts. */
function settled(wanted: Coordinates): Coordinates {
  return isRange(wanted.version)
    ? { ...wanted, version: versionOf(wanted.version!).version }
    : wanted;
}
