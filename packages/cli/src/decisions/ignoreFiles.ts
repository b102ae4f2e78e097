import { decodeText } from '@safety-curtain/input';
import {
  type IgnoredEntry,
  ignoredFolder,
  readIgnoredPackages,
  readIgnoreFile,
  VexError,
} from '@safety-curtain/vex';
import path from 'node:path';
import { readRegularFile } from '../input/regularFile';
import type { IgnoreFilesBelow } from '../input/source';
import type { Saying } from './Decisions';

/** What ignore files say, and what of them cannot be taken over. */
export interface IgnoreFiles {
  sayings: Saying[];
  notes: string[];
}

/**
 * Reads ignore files of tools. One that cannot be read ignores nothing, and is
 * told. What they say is about the manifests below their prefix, and their folder.
 */
export function readIgnoreFiles(
  { root, files, prefix }: IgnoreFilesBelow,
  now: Date,
): IgnoreFiles {
  const found: IgnoreFiles = { sayings: [], notes: [] };
  for (const file of files) {
    const name = prefix ? `${prefix}/${file}` : file;
    try {
      const text = decodeText(readRegularFile(path.join(root, file)));
      const { tool, entries, notUnderstood } = readIgnoreFile(file, text);
      const own = ignoredFolder({ path: file, tool });
      const folder = [prefix, own].filter(Boolean).join('/');
      for (const { at, reason } of notUnderstood) {
        found.notes.push(`${name}: ${at}: ${reason}`);
      }
      for (const entry of entries) {
        const { line } = entry;
        const at = line === undefined ? name : `${name}:${line}`;
        takeEntry(entry, { at, folder, now }, found);
      }
    } catch (error) {
      if (!(error instanceof VexError)) throw error;
      found.notes.push(`${name}: nothing is ignored: ${error.message}`);
    }
  }
  return found;
}

/**
 * Takes an entry over, to be put to findings; or the reason why it does not
 * count, as a note.
 */
export function takeEntry(
  entry: IgnoredEntry,
  { at, folder, now }: { at: string; folder: string; now: Date },
  { sayings, notes }: IgnoreFiles,
): void {
  const { text, packages, vulnerability, analysis, reason, ends } = entry;
  const test = readIgnoredPackages(packages, folder);
  if (typeof test === 'string') {
    notes.push(`${at}: ${text}: ${test}`);
    return;
  }
  const endsAt = typeof ends === 'object' ? ends.at : undefined;
  if (endsAt !== undefined && Date.parse(endsAt) <= now.getTime()) {
    notes.push(`${at}: ${text}: ended ${endsAt.slice(0, 10)}`);
    return;
  }
  sayings.push({
    // Files know no date: of two entries the one further down counts.
    id: `${sayings.length + 1}`,
    decidedAt: now.toISOString(),
    at,
    origin: 'file',
    reach: 'entity',
    ...(vulnerability && {
      names: new Set([vulnerability.toLocaleUpperCase('en-US')]),
    }),
    analysis: { ...analysis, ...(reason && { detail: reason }) },
    endsAt,
    endsWhen: typeof ends === 'object' ? ends.orWhen : ends,
    test,
  });
}
