import {
  entriesOf,
  type Fields,
  InputError,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';
import { quoted, type Warnings } from '../warnings';

/** One entry of `packages`: a list whose length depends on where the package comes from. */
export interface BunEntry {
  /** Where it lies: names of packages, one in the other, with slashes between. */
  place: string;
  name: string;
  /** What stands behind the name: a version, or where it comes from. */
  resolution: string;
  /** Lists of dependencies, as in package.json. */
  info: Fields;
  /** Address of its archive, where that is none of the usual registry. */
  address: string | undefined;
  integrity: string | undefined;
}

const INTEGRITY = /^sha\d+-/;

/** Undefined for what is no such list. */
function parseEntry(place: string, value: unknown): BunEntry | undefined {
  const [id, ...rest] = listOf(value);
  const text = textOf(id) ?? '';
  // Behind the scope.
  const at = text.indexOf('@', 1);
  if (at < 0 || at === text.length - 1) {
    return undefined;
  }
  const texts = rest.flatMap(item => textOf(item) ?? []);
  return {
    place,
    name: text.slice(0, at),
    resolution: text.slice(at + 1),
    info: rest.find(isFields) ?? {},
    address: texts.find(each => /^https?:/.test(each)),
    integrity: texts.find(each => INTEGRITY.test(each)),
  };
}

/** Names of the packages of a place, outermost first. */
function namesIn(place: string): string[] {
  const names: string[] = [];
  for (const part of place.split('/')) {
    const last = names[names.length - 1];
    if (last?.startsWith('@') && !last.includes('/')) {
      names[names.length - 1] = `${last}/${part}`;
    } else {
      names.push(part);
    }
  }
  return names;
}

/** A place, and those in it. */
interface Place {
  around: Place | undefined;
  inside: Map<string, Place>;
  entry?: BunEntry;
}

/** Places that are looked at for all dependencies together. */
const MAX_STEPS = 50_000_000;

/** The packages of a bun.lock, by place. */
export class BunEntries {
  readonly all: BunEntry[] = [];
  private readonly root: Place = { around: undefined, inside: new Map() };
  private readonly places = new Map<string, Place>([['', this.root]]);
  private steps = 0;

  constructor(packages: unknown, warnings: Warnings) {
    for (const [path, value] of entriesOf(packages)) {
      if (
        path.length > 2 * limits.depth &&
        path.split('/').length > 2 * limits.depth
      ) {
        throw new InputError(
          `a package lies more than ${limits.depth} packages deep`,
        );
      }
      const entry = parseEntry(path, value);
      if (entry) {
        this.all.push(entry);
        this.placeOf(path).entry = entry;
      } else {
        warnings.add(
          `${quoted(path)} is no package with a version, and is left out`,
        );
      }
    }
  }

  private placeOf(path: string): Place {
    let place = this.root;
    for (const name of namesIn(path)) {
      let next = place.inside.get(name);
      if (!next) {
        next = { around: place, inside: new Map() };
        place.inside.set(name, next);
      }
      place = next;
    }
    this.places.set(path, place);
    return place;
  }

  /**
   * What a package takes for a name: as Node looks for it, in its own place and then in those around
   * it.
   *
   * @param path - of the package, or the name of a member of the workspace; empty for the project
   */
  resolve(path: string, name: string): BunEntry | undefined {
    let place = this.places.get(path) ?? this.root.inside.get(path);
    place ??= this.root;
    for (let at: Place | undefined = place; at; at = at.around) {
      this.steps += 1;
      if (this.steps > MAX_STEPS) {
        throw new InputError('too many packages that lie in each other');
      }
      const found = at.inside.get(name)?.entry;
      if (found) {
        return found;
      }
    }
    return undefined;
  }
}
