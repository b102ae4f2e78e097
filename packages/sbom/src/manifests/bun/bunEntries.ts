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

/** The packages of a bun.lock, by place. */
export class BunEntries {
  readonly all: BunEntry[] = [];
  private readonly places = new Map<string, BunEntry>();

  constructor(packages: unknown, warnings: Warnings) {
    for (const [place, value] of entriesOf(packages)) {
      if (
        place.length > 2 * limits.depth &&
        place.split('/').length > 2 * limits.depth
      ) {
        throw new InputError(
          `a package lies more than ${limits.depth} packages deep`,
        );
      }
      const entry = parseEntry(place, value);
      if (entry) {
        this.all.push(entry);
        this.places.set(place, entry);
      } else {
        warnings.add(
          `${quoted(place)} is no package with a version, and is left out`,
        );
      }
    }
  }

  /**
   * What a package takes for a name: as Node looks for it, in its own place and then in those around
   * it.
   *
   * @param place - of the package, or the name of a member of the workspace; empty for the project
   */
  resolve(place: string, name: string): BunEntry | undefined {
    const around = place === '' ? [] : namesIn(place);
    for (let depth = around.length; depth >= 0; depth--) {
      const found = this.places.get(
        [...around.slice(0, depth), name].join('/'),
      );
      if (found) {
        return found;
      }
    }
    return undefined;
  }
}
