import {
  type Advisory,
  AdvisoryError,
  AdvisoryIndex,
  baseEcosystem,
  readAdvisory,
} from '@safety-curtain/advisories';
import type { Inventory } from '@safety-curtain/sbom';
import fs from 'node:fs';
import path from 'node:path';
import { DATA_ENDING, DataFile } from '../advisories/dataFile';
import { advisoryFolder } from '../advisories/folder';
import { NewestRecords } from '../advisories/newest';
import { keyOf } from '../advisories/recordIndex';
import { BadInputError } from '../errors';
import { readPlainOrGzip } from './bytes';
import type { DataAge } from './dataAge';
import { counted } from '../output/counted';

/** OSV records at some paths; what is wrong with others. */
export interface Advisories {
  /** Records about the packages of an inventory, and perhaps more. Throws `BadInputError`. */
  indexFor(inventory: Inventory): AdvisoryIndex;
  /** Packages of an inventory that are of ecosystems which no record is about. */
  uncovered(inventory: Inventory): Array<{ at: string; reason: string }>;
  /** How old the records are of each ecosystem that packages of an inventory are of. */
  ages(inventory: Inventory): DataAge[];
  notes: string[];
}

/**
 * Reads OSV records from folders, `.json` and `.ndjson` files, plain or gzip.
 * Of what `advisories download` wrote only the index is read, and records once
 * they are asked for. Throws `BadInputError`.
 *
 * @param places - where absent, the folder that `advisories download` fills
 */
export function readAdvisories(
  places: readonly string[] = [defaultFolder()],
): Advisories {
  const files = places.flatMap(listFiles);
  const data = files.filter(isData).map(DataFile.open);
  const { records, rejected } = readWhole(files.filter(each => !isData(each)));
  const headings = data.map(({ heading }) => heading);
  if (records.length === 0 && headings.every(one => one.records === 0)) {
    throw new BadInputError(`${places.join(', ')}: no OSV record was found`);
  }
  const whole = AdvisoryIndex.from(records);
  const newest = newestOf(records, data);
  return {
    indexFor: inventory => {
      if (data.length === 0) return whole;
      const keys = keysIn(inventory);
      const asked = data.flatMap(file => file.recordsOf(keys));
      return AdvisoryIndex.from([...records, ...asked]);
    },
    uncovered: inventory => uncoveredIn(inventory, newest),
    ages: inventory =>
      [...packagesIn(inventory).keys()]
        .filter(ecosystem => newest.has(ecosystem))
        .map(ecosystem => ({
          what: `Advisories, ${ecosystem}`,
          asOf: newest.get(ecosystem) || undefined,
        })),
    notes: [
      ...data.flatMap(({ notes }) => notes),
      ...unusableIn([
        ...rejected,
        ...data.map(({ file, heading }) => [file, heading.rejected] as const),
      ]),
    ],
  };
}

function defaultFolder(): string {
  const folder = advisoryFolder();
  if (fs.existsSync(folder)) return folder;
  throw new BadInputError(
    'Give OSV records with --advisories, or have them downloaded first: safety-curtain advisories download --ecosystem npm',
  );
}

function isData(file: string): boolean {
  return file.endsWith(DATA_ENDING);
}

/** When the newest record of each ecosystem is of, in milliseconds; 0 where none says it. */
function newestOf(
  records: readonly Advisory[],
  data: readonly DataFile[],
): Map<string, number> {
  const read = new NewestRecords();
  records.forEach(record => read.add(record));
  const newest = read.byEcosystem();
  for (const file of data) {
    for (const [ecosystem, time] of file.newest) {
      newest.set(ecosystem, Math.max(newest.get(ecosystem) ?? 0, time));
    }
  }
  return newest;
}

/** Silence about them would read as clean. */
function uncoveredIn(
  inventory: Inventory,
  covered: ReadonlyMap<string, unknown>,
): ReturnType<Advisories['uncovered']> {
  return [...packagesIn(inventory)]
    .filter(([ecosystem]) => !covered.has(ecosystem))
    .map(([at, { size }]) => ({
      at,
      reason: `no advisory record at hand is of it: ${counted(
        size,
        'package was',
        'packages were',
      )} not checked`,
    }));
}

/** Package URLs by their ecosystem, without releases. */
function packagesIn({ manifests }: Inventory): Map<string, Set<string>> {
  const packages = new Map<string, Set<string>>();
  for (const { components } of manifests) {
    for (const { ecosystem, purl } of components) {
      const base = ecosystem && baseEcosystem(ecosystem);
      if (!base) continue;
      packages.set(base, (packages.get(base) ?? new Set()).add(purl));
    }
  }
  return packages;
}

function keysIn({ manifests }: Inventory): Set<string> {
  const keys = new Set<string>();
  for (const { components } of manifests) {
    for (const { ecosystem, packageName } of components) {
      if (ecosystem) keys.add(keyOf(ecosystem, packageName));
    }
  }
  return keys;
}

/** Files that are named one by one. */
const MOST_NAMED = 5;

/** @param rejected - files, and how many of their records are none of OSV that can be used */
function unusableIn(rejected: (readonly [string, number])[]): string[] {
  const some = rejected.filter(([, count]) => count > 0);
  const left = some.length - MOST_NAMED;
  return [
    ...some
      .slice(0, MOST_NAMED)
      .map(([file, count]) =>
        count === 1
          ? `${file}: 1 record is left out: it is not a usable OSV record`
          : `${file}: ${count} records are left out: they are not usable OSV records`,
      ),
    ...(left > 0 ? [`and records of ${left} more files`] : []),
  ];
}

function readWhole(files: readonly string[]) {
  const records: Advisory[] = [];
  const rejected: [string, number][] = [];
  for (const file of files) {
    let left = 0;
    for (const value of readFile(file)) {
      try {
        records.push(readAdvisory(value));
      } catch (error) {
        if (!(error instanceof AdvisoryError)) throw error;
        left++;
      }
    }
    rejected.push([file, left]);
  }
  return { records, rejected };
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
