import { decodeText } from '@safety-curtain/input';
import {
  Inventory,
  inventoryOfSbom,
  isManifest,
  isUnread,
  isWanted,
  Manifest,
  ManifestError,
  planReading,
  readManifest,
  readSbom,
  SbomError,
  Sibling,
} from '@safety-curtain/sbom';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import {
  ignoreFilesBeside,
  listBeside,
  listFolder,
  type Listing,
} from './listing';
import { isRegularInside, noRegularFile, readRegularFile } from './regularFile';

/** A file or folder, and what is to be said of it. */
export interface Place {
  at: string;
  reason: string;
}

/** Thrown where no file was read that lists packages. */
export class NothingReadError extends BadInputError {
  constructor(readonly source: Source, what: string) {
    super([what, ...source.notes].join('\n'));
  }
}

/** What a PATH holds, and what of it could not be read. */
export interface Source {
  inventory: Inventory;
  /** For people, one line each. */
  notes: string[];
  /** True where a manifest could not be read: the inventory is not complete. */
  partial: boolean;
  /** False where there are, or may be, packages that were not looked at. */
  isWhole: boolean;
  /** Dependencies that were not looked at, since their version is not known. */
  unresolved: number;
  /** Files that hold packages and could not be read. */
  unreadable: Place[];
  /** What may hold packages, or does, and was not looked at. */
  notLookedAt: Place[];
  /** Files that tell tools what to be silent about, below a folder. */
  ignoreFiles: { root: string; files: string[] };
}

/**
 * Reads a folder, a lock file or an SBOM. Throws `BadInputError`, and
 * `NothingReadError` where there is nothing that could be read.
 *
 * @param registries - addresses of npm registries
 */
export function readSource(
  place: string,
  registries: readonly string[] = [],
): Source {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (!stats) throw new BadInputError(`${place} does not exist`);
  if (stats.isDirectory()) return readFolder(place, registries);
  if (!stats.isFile()) throw noRegularFile(place);
  const file = path.basename(place);
  if (!isWanted(file) && !isUnread(file)) return readSbomFile(place);
  const folder = path.dirname(place);
  return readFiles(
    folder,
    {
      files: isWanted(file) ? [file] : [],
      unread: isUnread(file) ? [file] : [],
      ignoreFiles: ignoreFilesBeside(folder),
      neighbors: listBeside(folder),
      walked: false,
    },
    registries,
  );
}

function readFolder(folder: string, registries: readonly string[]): Source {
  const listing = listFolder(folder);
  return readFiles(
    folder,
    { ...listing, neighbors: listing.files, walked: true },
    registries,
  );
}

/** Paths below a root. */
interface Files extends Partial<Listing> {
  /** To be read. */
  files: string[];
  /** What may be read beside them. */
  neighbors: string[];
  /** Whether the neighbors are all that there are. */
  walked: boolean;
}

function readFiles(
  root: string,
  given: Files,
  registries: readonly string[],
): Source {
  const { leftOut = [], noFiles = [], neighbors, walked } = given;
  const plan = planOf(given);
  const beside = new Set(neighbors);
  const manifests: Manifest[] = [];
  const notes = plan.skip.map(({ path: file, reason }) => `${file}: ${reason}`);
  notes.push(...noFiles.map(({ path: file, reason }) => `${file}: ${reason}`));
  const unreadable = noFiles
    .filter(({ path: file }) => isManifest(file))
    .map(({ path: file, reason }) => ({ at: file, reason }));
  for (const { path: file } of plan.read) {
    try {
      const text = readText(path.join(root, file));
      const sibling = siblingsFrom(root, file, beside, walked);
      const manifest = readManifest(file, text, sibling, { registries });
      manifests.push(manifest);
      notes.push(...notesOf(manifest).map(note => `${file}: ${note}`));
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      notes.push(`${file}: could not be read: ${error.reason}`);
      unreadable.push({ at: file, reason: error.reason });
    }
  }
  notes.push(...leftOut);
  const partial = unreadable.length > 0;
  const notLookedAt = plan.skip
    .filter(({ format }) => format === undefined)
    .map(({ path: file, reason }) => ({ at: file, reason }));
  const source: Source = {
    inventory: {
      subject: { name: path.basename(path.resolve(root)) },
      manifests,
    },
    notes,
    partial,
    unreadable,
    notLookedAt: [...notLookedAt, ...unresolvedIn(manifests)],
    unresolved: manifests.reduce(
      (sum, manifest) => sum + (manifest.unresolved?.count ?? 0),
      0,
    ),
    isWhole: !partial && notLookedAt.length === 0,
    ignoreFiles: { root, files: given.ignoreFiles ?? [] },
  };
  if (manifests.length > 0) return source;
  throw new NothingReadError(
    source,
    partial
      ? `${root}: no manifest could be read`
      : `${root}: nothing to scan: there is no lock file or manifest that can be read`,
  );
}

function unresolvedIn(manifests: readonly Manifest[]): Place[] {
  return manifests
    .filter(({ unresolved }) => (unresolved?.count ?? 0) > 0)
    .map(({ path: at, unresolved }) => ({
      at,
      reason: `versions unresolved: ${unresolved!.count}`,
    }));
}

/** Of one file it says what it would say of it in its folder. */
function planOf({ files, unread = [], noFiles = [], ...given }: Files) {
  const others = [...unread, ...noFiles.map(each => each.path)];
  if (given.walked) return planReading(files, others);
  const { read, skip } = planReading(files, [...others, ...given.neighbors]);
  const asked = new Set([...files, ...unread]);
  return { read, skip: skip.filter(({ path: file }) => asked.has(file)) };
}

function notesOf({ warnings, unresolved }: Manifest): string[] {
  return unresolved && unresolved.count > 0
    ? [
        `versions unresolved: ${unresolved.count}; these dependencies were not looked at`,
        ...warnings,
      ]
    : warnings;
}

/** The neighbors of a manifest, by path relative to its folder. */
function siblingsFrom(
  root: string,
  file: string,
  neighbors: ReadonlySet<string>,
  walked: boolean,
): Sibling {
  const folder = path.posix.dirname(file);
  const start = folder === '.' ? '' : `${folder}/`;
  const sibling: Sibling = relative => {
    const neighbor = path.posix.join(folder, relative);
    return neighbors.has(neighbor) || isRegularInside(root, neighbor)
      ? readText(path.join(root, neighbor))
      : undefined;
  };
  if (walked) {
    sibling.paths = () =>
      [...neighbors]
        .filter(each => each.startsWith(start))
        .map(each => each.slice(start.length));
  }
  return sibling;
}

function readSbomFile(file: string): Source {
  try {
    const sbom = readSbom(readRegularFile(file));
    const inventory = inventoryOfSbom(sbom, { path: path.basename(file) });
    const notes = inventory.manifests.flatMap(({ warnings }) =>
      warnings.map(warning => `${file}: ${warning}`),
    );
    const root = path.dirname(file);
    return {
      inventory,
      notes,
      partial: false,
      isWhole: true,
      unreadable: [],
      notLookedAt: [],
      unresolved: 0,
      ignoreFiles: { root, files: ignoreFilesBeside(root) },
    };
  } catch (error) {
    if (error instanceof SbomError) {
      throw new BadInputError(`${file}: ${error.message}`);
    }
    throw error;
  }
}

function readText(file: string): string {
  return decodeText(readRegularFile(file));
}
