import { decodeText } from '@safety-curtain/input';
import {
  type InspectedFile,
  inspectionsOf,
  isBinary,
  MAX_INSPECTED_BYTES,
} from '@safety-curtain/inspect';
import { LeftOutFolders } from '@safety-curtain/sbom';
import fs from 'node:fs';
import path from 'node:path';
import type { Exclusions } from '../input/exclusions';
import { digestOf } from '../input/regularFile';
import type { Place } from '../input/source';

/** As a scan of the portal has them. */
const MAX_FILES = 50_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** What of a folder was not inspected. */
export type NotInspected = Place[];

/**
 * The texts of a folder that inspections look at, without those that are left
 * out by name, links and what is binary.
 *
 * @param notInspected - takes what is too large, or too much
 */
export function* folderTexts(
  root: string,
  exclusions: Exclusions,
  notInspected: NotInspected,
): Generator<InspectedFile> {
  const leftOut = new LeftOutFolders();
  let files = 0;
  let total = 0;
  /** Bytes of files that are only compared. */
  let digested = 0;
  const folders = [''];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    const entries = fs.readdirSync(path.join(root, folder), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const relative = folder ? `${folder}/${entry.name}` : entry.name;
      const isFolder = entry.isDirectory();
      if (isFolder && leftOut.ignores(relative)) continue;
      if (exclusions.excludes(relative)) continue;
      if (isFolder) folders.push(relative);
      if (!entry.isFile() || inspectionsOf(relative).length === 0) continue;
      const { size } = fs.statSync(path.join(root, relative));
      if (size > MAX_INSPECTED_BYTES) {
        digested += size;
        notInspected.push({
          at: relative,
          reason: 'not inspected: it is larger than 1 MiB',
          ...(digested <= MAX_BYTES && digestOf(path.join(root, relative))),
        });
        continue;
      }
      files += 1;
      total += size;
      if (files > MAX_FILES || total > MAX_BYTES) {
        // Not this one alone.
        notInspected.push({
          at: '',
          reason:
            'not inspected: there are more files than are inspected at once, leave some out with --exclude',
        });
        return;
      }
      const bytes = fs.readFileSync(path.join(root, relative));
      if (!isBinary(bytes)) yield { path: relative, text: decodeText(bytes) };
    }
  }
}
