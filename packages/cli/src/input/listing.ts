import {
  isManifest,
  isUnread,
  isWanted,
  LeftOutFolders,
} from '@safety-curtain/sbom';
import { isIgnoreFile } from '@safety-curtain/vex';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { Exclusions } from './exclusions';

const MAX_FILES = 5000;

/** What a folder holds, as far as it says something of packages. */
export interface Listing {
  /** Paths below the folder, with forward slashes, in name order. */
  files: string[];
  /** Files that list packages in a form that is not read. */
  unread: string[];
  /** Files that tell tools what to be silent about. */
  ignoreFiles: string[];
  /** Folders that were not looked into, each with the reason. */
  leftOut: string[];
  /** What has the name of a wanted file and is none that can be read. */
  noFiles: { path: string; reason: string }[];
}

/** Links are not followed, and named where they may hide a manifest. */
export function listFolder(
  root: string,
  exclusions = new Exclusions([]),
): Listing {
  const files: string[] = [];
  const unread: string[] = [];
  const ignoreFiles: string[] = [];
  const noFiles: Listing['noFiles'] = [];
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
      const isFolder = entry.isDirectory();
      if (isFolder && leftOut.ignores(relative)) continue;
      if (exclusions.excludes(relative)) continue;
      if (isFolder) folders.push(relative);
      else leftOut.see(relative);
      if (!entry.isFile()) {
        const reason = whyNoFile(root, relative, entry);
        if (reason) noFiles.push({ path: relative, reason });
      } else if (isWanted(relative)) files.push(relative);
      else if (isUnread(relative)) unread.push(relative);
      if (entry.isFile() && isIgnoreFile(relative)) ignoreFiles.push(relative);
    }
    const seen = [files, unread, noFiles, ignoreFiles];
    if (seen.reduce((sum, { length }) => sum + length, 0) > MAX_FILES) {
      throw new BadInputError(`${root} has more than ${MAX_FILES} manifests`);
    }
  }
  const isRead = (file: string) => !leftOut.leavesOut(file);
  return {
    files: files.filter(isRead).sort(),
    unread: unread.filter(isRead).sort(),
    ignoreFiles: ignoreFiles.filter(isRead).sort(),
    leftOut: [
      ...leftOut.describe().map(at => `${at.path}: ${at.reason}`),
      ...exclusions.describe(),
    ],
    noFiles: noFiles
      .filter(at => isRead(at.path))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The regular files of a folder that say something of packages. */
export function listBeside(folder: string): string[] {
  return filesOf(folder).filter(name => isWanted(name) || isUnread(name));
}

/** The ignore files of a folder. */
export function ignoreFilesBeside(folder: string): string[] {
  return filesOf(folder).filter(isIgnoreFile);
}

function filesOf(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

/** Undefined for what is of no matter. */
function whyNoFile(
  root: string,
  relative: string,
  entry: fs.Dirent,
): string | undefined {
  if (entry.isDirectory()) {
    return isManifest(relative) ? 'a folder, and not a file' : undefined;
  }
  const isKnown = isWanted(relative) || isUnread(relative);
  if (!entry.isSymbolicLink()) {
    return isKnown ? 'not a regular file' : undefined;
  }
  const leadsTo = fs.statSync(path.join(root, relative), {
    throwIfNoEntry: false,
  });
  return isKnown || leadsTo?.isDirectory()
    ? 'a link, and links are not followed'
    : undefined;
}
