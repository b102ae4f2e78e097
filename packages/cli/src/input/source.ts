import { decodeText } from '@safety-curtain/input';
import {
  FileBytes,
  Inventory,
  inventoryTakenFrom,
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
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { exitCodes } from '../exitCodes';
import { Exclusions } from './exclusions';
import {
  ignoreFilesBeside,
  listBeside,
  listFolder,
  type Listing,
} from './listing';
import {
  digestOf,
  isRegularInside,
  noRegularFile,
  readRegularFile,
  withRegularFile,
} from './regularFile';

/** A file or folder, and what is to be said of it. */
export interface Place {
  at: string;
  reason: string;
  /** SHA-256 of what it holds; absent where it was not read. */
  digest?: string;
}

/** Thrown where no file was read that lists packages: there is none, or it could not be read. */
export class NothingReadError extends BadInputError {
  readonly exitCode: number;

  constructor(readonly source: Source, readonly what: string) {
    super([what, ...source.notes].join('\n'));
    this.exitCode = source.partial
      ? exitCodes.badInput
      : exitCodes.nothingToScan;
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
  /** Files that tell tools what to be silent about, below folders. */
  ignoreFiles: IgnoreFilesBelow[];
}

/** Ignore files, and what they are about. */
export interface IgnoreFilesBelow {
  root: string;
  /** Paths below it. */
  files: string[];
  /** The folder of the manifests that they are about, in the inventory; empty for all. */
  prefix: string;
}

/** How places are read. */
export interface Reading {
  /** Addresses of npm registries. */
  registries?: readonly string[];
  /** Globs of what is left out below folders. */
  exclude?: readonly string[];
}

/**
 * Reads a folder, a lock file or an SBOM. Throws `BadInputError`, and
 * `NothingReadError` where there is nothing that could be read.
 */
export function readSource(place: string, reading: Reading = {}): Source {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (!stats) throw new BadInputError(`${place} does not exist`);
  if (stats.isDirectory()) return readFolder(place, reading);
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
    reading,
  );
}

function readFolder(folder: string, reading: Reading): Source {
  const listing = listFolder(folder, new Exclusions(reading.exclude ?? []));
  return readFiles(
    folder,
    { ...listing, neighbors: listing.files, walked: true },
    reading,
  );
}

/**
 * Reads what came without a file: an SBOM, or a file that lists packages, which
 * is told by its name. Throws as `readSource` does.
 *
 * @param what - for people: `standard input`
 */
export function readBytes(
  bytes: Buffer,
  { name, what }: { name?: string; what: string },
  reading: Reading = {},
): Source {
  if (name === undefined) {
    return sourceOfSbom(bytes, { what, path: what, ignoreFiles: [] });
  }
  if (!isWanted(name)) {
    throw new BadInputError(`${name} is no name of a file that is read`);
  }
  const text = decodeText(bytes);
  return readFiles(
    what,
    { files: [name], neighbors: [], walked: true, read: () => text },
    reading,
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
  /** Gives what is not on disk. */
  read?(): string;
}

function readFiles(
  root: string,
  given: Files,
  { registries }: Reading,
): Source {
  const { leftOut = [], noFiles = [], neighbors, walked, read } = given;
  const plan = planOf(given);
  const beside = new Set(neighbors);
  const manifests: Manifest[] = [];
  const unresolved: Place[] = [];
  const notes = plan.skip.map(({ path: file, reason }) => `${file}: ${reason}`);
  notes.push(...noFiles.map(({ path: file, reason }) => `${file}: ${reason}`));
  const unreadable: Place[] = noFiles
    .filter(({ path: file }) => isManifest(file))
    .map(({ path: file, reason }) => ({ at: file, reason }));
  for (const { path: file } of plan.read) {
    let text: string | undefined;
    try {
      text = read ? read() : readText(path.join(root, file));
      const sibling = read
        ? () => undefined
        : siblingsFrom(root, file, beside, walked);
      const manifest = readManifest(file, text, sibling, { registries });
      manifests.push(manifest);
      unresolved.push(...unresolvedIn(manifest, text));
      notes.push(...notesOf(manifest).map(note => `${file}: ${note}`));
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      notes.push(`${file}: could not be read: ${error.reason}`);
      unreadable.push({
        at: file,
        reason: error.reason,
        ...(text !== undefined && { digest: sha256(text) }),
      });
    }
  }
  notes.push(...leftOut);
  const partial = unreadable.length > 0;
  const notLookedAt = plan.skip
    .filter(({ format }) => format === undefined)
    .map(({ path: file, reason }) => ({
      at: file,
      reason,
      ...(!read && digestOf(path.join(root, file))),
    }));
  const source: Source = {
    inventory: {
      subject: { name: path.basename(path.resolve(root)) },
      manifests,
    },
    notes,
    partial,
    unreadable,
    notLookedAt: [...notLookedAt, ...unresolved],
    unresolved: unresolvedCount(manifests),
    isWhole: !partial && notLookedAt.length === 0,
    ignoreFiles: [{ root, files: given.ignoreFiles ?? [], prefix: '' }],
  };
  if (manifests.length > 0) return source;
  throw new NothingReadError(
    source,
    partial
      ? `${root}: no manifest could be read`
      : `${root}: nothing to scan: there is no lock file or manifest that can be read`,
  );
}

/** Dependencies whose versions are not known. */
export function unresolvedCount(manifests: readonly Manifest[]): number {
  return manifests.reduce(
    (sum, { unresolved }) => sum + (unresolved?.count ?? 0),
    0,
  );
}

function unresolvedIn(
  { path: at, unresolved }: Manifest,
  text?: string,
): Place[] {
  const { count = 0 } = unresolved ?? {};
  if (count === 0) return [];
  const digest = text === undefined ? {} : { digest: sha256(text) };
  return [{ at, reason: `versions unresolved: ${count}`, ...digest }];
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
  const root = path.dirname(file);
  return withRegularFile(file, bytes =>
    sourceOfSbom(bytes, {
      what: file,
      path: path.basename(file),
      ignoreFiles: [{ root, files: ignoreFilesBeside(root), prefix: '' }],
    }),
  );
}

function sourceOfSbom(
  bytes: Buffer | FileBytes,
  {
    what,
    path: name,
    ignoreFiles,
  }: Pick<Source, 'ignoreFiles'> & { what: string; path: string },
): Source {
  try {
    const inventory = inventoryTakenFrom(readSbom(bytes), { path: name });
    const { manifests } = inventory;
    return {
      inventory,
      notes: manifests.flatMap(manifest =>
        notesOf(manifest).map(note => `${what}: ${note}`),
      ),
      partial: false,
      isWhole: true,
      unreadable: [],
      notLookedAt: manifests.flatMap(manifest => unresolvedIn(manifest)),
      unresolved: unresolvedCount(manifests),
      ignoreFiles,
    };
  } catch (error) {
    if (error instanceof SbomError) {
      throw new BadInputError(`${what}: ${error.message}`);
    }
    throw error;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function readText(file: string): string {
  return decodeText(readRegularFile(file));
}
