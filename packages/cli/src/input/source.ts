import { decodeText } from '@safety-curtain/input';
import {
  Inventory,
  inventoryOfSbom,
  isUnread,
  isWanted,
  LeftOutFolders,
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

const MAX_FILES = 5000;
const MAX_BYTES = 100 * 1024 * 1024;

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
}

/**
 * Reads a folder, a lock file or an SBOM. Throws `BadInputError`.
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
  const file = path.basename(place);
  return planReading([file]).read.length > 0
    ? readFiles(
        path.dirname(place),
        { files: [file], neighbors: siblingsOf(place), walked: false },
        registries,
      )
    : readSbomFile(place);
}

function readFolder(folder: string, registries: readonly string[]): Source {
  const { files, unread, leftOut } = listFiles(folder);
  return readFiles(
    folder,
    { files, unread, leftOut, neighbors: files, walked: true },
    registries,
  );
}

function siblingsOf(file: string): string[] {
  return fs.readdirSync(path.dirname(file)).filter(isWanted);
}

interface Listed {
  /** Paths below the folder, with forward slashes, in name order. */
  files: string[];
  /** Files that list packages in a form that is not read. */
  unread: string[];
  /** Folders that were not looked into, each with the reason. */
  leftOut: string[];
}

/** Links are not followed. */
function listFiles(root: string): Listed {
  const files: string[] = [];
  const unread: string[] = [];
  const leftOut = new LeftOutFolders();
  const folders = [''];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    for (const entry of fs.readdirSync(path.join(root, folder), {
      withFileTypes: true,
    })) {
      const relative = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!leftOut.ignores(relative)) folders.push(relative);
      } else if (entry.isFile()) {
        leftOut.see(relative);
        if (isWanted(relative)) files.push(relative);
        else if (isUnread(relative)) unread.push(relative);
      }
    }
    if (files.length + unread.length > MAX_FILES) {
      throw new BadInputError(`${root} has more than ${MAX_FILES} manifests`);
    }
  }
  const isRead = (file: string) => !leftOut.leavesOut(file);
  return {
    files: files.filter(isRead).sort(),
    unread: unread.filter(isRead).sort(),
    leftOut: leftOut.describe().map(at => `${at.path}: ${at.reason}`),
  };
}

/** Paths below a root. */
interface Files extends Partial<Listed> {
  /** To be read. */
  files: string[];
  /** What may be read beside them. */
  neighbors: string[];
  /** Whether the neighbors are all that there are. */
  walked: boolean;
  /** What no reader is for, and folders that were left out; of a folder. */
  unread?: string[];
  leftOut?: string[];
}

function readFiles(
  root: string,
  { files, unread, leftOut = [], neighbors, walked }: Files,
  registries: readonly string[],
): Source {
  const plan = planReading(files, unread);
  const beside = new Set(neighbors);
  const manifests: Manifest[] = [];
  const notes = plan.skip.map(({ path: file, reason }) => `${file}: ${reason}`);
  let partial = false;
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
      partial = true;
    }
  }
  notes.push(...leftOut);
  if (manifests.length === 0) {
    const what = partial
      ? 'no manifest could be read'
      : 'nothing to scan: there is no lock file or manifest that can be read';
    throw new BadInputError([`${root}: ${what}`, ...notes].join('\n'));
  }
  const name = path.basename(path.resolve(root));
  return {
    inventory: { subject: { name }, manifests },
    notes,
    partial,
    unresolved: manifests.reduce(
      (sum, manifest) => sum + (manifest.unresolved?.count ?? 0),
      0,
    ),
    isWhole: !partial && plan.skip.every(({ format }) => format !== undefined),
  };
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
    return neighbors.has(neighbor)
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
    const sbom = readSbom(readBytes(file));
    const inventory = inventoryOfSbom(sbom, { path: path.basename(file) });
    const notes = inventory.manifests.flatMap(({ warnings }) =>
      warnings.map(warning => `${file}: ${warning}`),
    );
    return { inventory, notes, partial: false, isWhole: true, unresolved: 0 };
  } catch (error) {
    if (error instanceof SbomError) {
      throw new BadInputError(`${file}: ${error.message}`);
    }
    throw error;
  }
}

function readText(file: string): string {
  return decodeText(readBytes(file));
}

function readBytes(file: string): Buffer {
  if (fs.statSync(file).size > MAX_BYTES) {
    throw new BadInputError(`${file} is larger than ${MAX_BYTES} bytes`);
  }
  return fs.readFileSync(file);
}
