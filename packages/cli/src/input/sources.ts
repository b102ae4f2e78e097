import { npmRegistries } from '@safety-curtain/npm-configuration';
import type { Manifest } from '@safety-curtain/sbom';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import {
  NothingReadError,
  type Place,
  readBytes,
  readSource,
  type Reading,
  type Source,
  unresolvedCount,
} from './source';
import { readStdin, STDIN } from './stdin';

/** How several places are read. */
export interface PlacesReading extends Omit<Reading, 'registries'> {
  /** The name of the lock file on standard input; an SBOM where absent. */
  stdinName?: string;
}

const WHAT = 'standard input';

/**
 * Reads folders, lock files, SBOMs and standard input (`-`) as one source. Of
 * several places the files are named from the working directory, or from the
 * folder that holds them all where one lies elsewhere. Throws `BadInputError`,
 * and `NothingReadError` where none has anything that could be read.
 */
export async function readSources(
  places: readonly string[],
  { stdinName, exclude }: PlacesReading,
): Promise<Source> {
  const reading = { exclude, registries: await npmRegistries() };
  if (places.filter(place => place === STDIN).length > 1) {
    throw new BadInputError('standard input (-) can be read once');
  }
  if (stdinName !== undefined && !places.includes(STDIN)) {
    throw new BadInputError('--stdin-name is for standard input: name it as -');
  }
  const read = async (place: string) =>
    place === STDIN
      ? readBytes(await readStdin(), { name: stdinName, what: WHAT }, reading)
      : readSource(place, reading);
  if (places.length === 1) return read(places[0]);
  const base = baseOf(places.filter(place => place !== STDIN));
  // An SBOM that came so has this name already.
  const inputPrefix = stdinName === undefined ? '' : WHAT;
  const sources: Source[] = [];
  const empty: NothingReadError[] = [];
  for (const place of places) {
    const prefix = place === STDIN ? inputPrefix : below(base, folderOf(place));
    try {
      sources.push(placed(await read(place), prefix));
    } catch (error) {
      if (!(error instanceof NothingReadError)) throw error;
      empty.push(error);
      sources.push(placed(error.source, prefix, error.message.split('\n')[0]));
    }
  }
  const together = joined(sources, path.basename(base));
  if (empty.length < places.length) return together;
  throw new NothingReadError(together, empty.map(each => each.what).join('\n'));
}

/** The folder that a place is, or lies in. */
function folderOf(place: string): string {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  const full = path.resolve(place);
  return stats?.isDirectory() ? full : path.dirname(full);
}

function baseOf(places: readonly string[]): string {
  const here = process.cwd();
  const folders = places.map(folderOf);
  const isIn = (folder: string, base: string) =>
    folder === base || folder.startsWith(base.replace(/[\\/]?$/, path.sep));
  if (folders.every(folder => isIn(folder, here))) return here;
  const commonOf = (base: string): string =>
    folders.every(folder => isIn(folder, base))
      ? base
      : commonOf(path.dirname(base));
  return commonOf(folders[0]);
}

function below(base: string, folder: string): string {
  return path.relative(base, folder).split(path.sep).join('/');
}

/** A source whose files are named from further up. */
function placed(source: Source, prefix: string, note?: string): Source {
  const at = (file: string) => (prefix ? `${prefix}/${file}` : file);
  const placeAt = (place: Place): Place => ({
    ...place,
    at: at(place.at),
  });
  const { inventory, ignoreFiles } = source;
  return {
    ...source,
    inventory: {
      ...inventory,
      manifests: inventory.manifests.map(manifest => ({
        ...manifest,
        path: at(manifest.path),
      })),
    },
    notes: [
      ...(note === undefined ? [] : [note]),
      ...source.notes.map(text => (prefix ? `${prefix}: ${text}` : text)),
    ],
    unreadable: source.unreadable.map(placeAt),
    notLookedAt: source.notLookedAt.map(placeAt),
    ignoreFiles: ignoreFiles.map(each => ({ ...each, prefix })),
  };
}

function joined(sources: readonly Source[], name: string): Source {
  const manifests = eachOnce(sources.flatMap(each => each.inventory.manifests));
  return {
    inventory: { subject: { name }, manifests },
    notes: sources.flatMap(each => each.notes),
    partial: sources.some(each => each.partial),
    isWhole: sources.every(each => each.isWhole),
    unresolved: unresolvedCount(manifests),
    unreadable: sources.flatMap(each => each.unreadable),
    notLookedAt: sources.flatMap(each => each.notLookedAt),
    ignoreFiles: sources.flatMap(each => each.ignoreFiles),
  };
}

/** A place may lie in another one. */
function eachOnce(manifests: readonly Manifest[]): Manifest[] {
  const known = new Map<string, Manifest>();
  for (const manifest of manifests) {
    if (!known.has(manifest.path)) known.set(manifest.path, manifest);
  }
  return [...known.values()];
}
