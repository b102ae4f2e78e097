import { decodeText } from '@safety-curtain/input';
import {
  type IgnoredEntry,
  readIgnoredPackages,
  readIgnoreFile,
  VexError,
} from '@safety-curtain/vex';
import path from 'node:path';
import { readRegularFile } from '../input/regularFile';
import type { Saying } from './Decisions';

/** What ignore files say, and what of them cannot be taken over. */
export interface IgnoreFiles {
  sayings: Saying[];
  notes: string[];
}

/**
 * Reads ignore files of tools. One that cannot be read ignores nothing, and is
 * told.
 *
 * @param files - paths below `root`, with forward slashes
 */
export function readIgnoreFiles(
  root: string,
  files: readonly string[],
  now: Date,
): IgnoreFiles {
  const found: IgnoreFiles = { sayings: [], notes: [] };
  for (const file of files) {
    try {
      const text = decodeText(readRegularFile(path.join(root, file)));
      const { entries, notUnderstood } = readIgnoreFile(file, text);
      for (const { at, reason } of notUnderstood) {
        found.notes.push(`${file}: ${at}: ${reason}`);
      }
      entries.forEach(entry => take(entry, file, found, now));
    } catch (error) {
      if (!(error instanceof VexError)) throw error;
      found.notes.push(`${file}: nothing is ignored: ${error.message}`);
    }
  }
  return found;
}

function take(
  entry: IgnoredEntry,
  file: string,
  { sayings, notes }: IgnoreFiles,
  now: Date,
): void {
  const { line, text, packages, vulnerability, analysis, reason, ends } = entry;
  const at = line === undefined ? file : `${file}:${line}`;
  const test = readIgnoredPackages(packages);
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
    ...(ends === 'fix' && { endsWhen: 'fix' as const }),
    test,
  });
}
