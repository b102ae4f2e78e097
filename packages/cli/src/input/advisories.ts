import {
  Advisory,
  AdvisoryError,
  AdvisoryIndex,
  readAdvisory,
} from '@safety-curtain/advisories';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { readPlainOrGzip } from './bytes';

/** OSV records at some paths, indexed; what is wrong with others. */
export interface Advisories {
  index: AdvisoryIndex;
  /** When the newest of them changed. */
  asOf: Date;
  notes: string[];
}

/** Reads OSV records from folders, `.json` and `.ndjson` files, plain or gzip. */
export function readAdvisories(places: string[]): Advisories {
  const records: Advisory[] = [];
  let rejected = 0;
  for (const file of places.flatMap(listFiles)) {
    for (const value of readFile(file)) {
      try {
        records.push(readAdvisory(value));
      } catch (error) {
        if (!(error instanceof AdvisoryError)) throw error;
        rejected++;
      }
    }
  }
  if (records.length === 0) {
    throw new BadInputError(`${places.join(', ')}: no OSV record was found`);
  }
  return {
    index: AdvisoryIndex.from(records),
    asOf: newestOf(records),
    notes: rejected > 0 ? [`${rejected} advisory records were not usable`] : [],
  };
}

function newestOf(records: readonly Advisory[]): Date {
  let newest = 0;
  for (const { modified } of records) {
    newest = Math.max(newest, Date.parse(modified) || 0);
  }
  return new Date(newest);
}

function listFiles(place: string): string[] {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (!stats) throw new BadInputError(`${place} does not exist`);
  if (!stats.isDirectory()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter(e => e.isFile() && /\.(json|ndjson|jsonl)(\.gz)?$/i.test(e.name))
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
}

function readFile(file: string): unknown[] {
  const text = readPlainOrGzip(file);
  const isLines = /\.(ndjson|jsonl)(\.gz)?$/i.test(file);
  const parts = isLines ? text.split('\n').filter(l => l.trim()) : [text];
  return parts.flatMap(part => {
    try {
      const value: unknown = JSON.parse(part);
      return Array.isArray(value) ? value : [value];
    } catch {
      throw new BadInputError(`${file} is not JSON`);
    }
  });
}
