import {
  baseEcosystem,
  ecosystemsMeet,
  normalizePackageName,
} from '../ecosystems/ecosystems';
import { Advisory, AffectedPackage } from '../records/advisory';
import { affectedOf } from '../records/read';
import { AskedVersion } from '../versions/compare';
import { CompiledAffected, MatchReason, compileAffected } from './affected';
import { clearVersion } from './clearVersion';
import { fixedVersions } from './fixedVersions';

/** A package version to look up, in OSV's words. @public */
export interface PackageQuery {
  /** With or without a suffix: `PyPI`, `Debian`, `Debian:12`. */
  ecosystem: string;
  /** In any spelling that the ecosystem takes for the same package. */
  name: string;
  version: string;
}

/** A record that applies to a package version. @public */
export interface AdvisoryMatch {
  advisory: Advisory;
  /** What it says of the package. */
  affected: readonly AffectedPackage[];
  /** Fixed versions above the one asked for, ascending; see `fixedFor`. */
  fixed: string[];
  reason: MatchReason;
}

/** What a record says of a package, of whatever versions. @public */
export interface PackageRecord {
  advisory: Advisory;
  affected: CompiledAffected;
  /** Versions that it names as fixed; see `fixedVersions`. */
  fixed: string[];
}

/** What one record says about one package of one ecosystem (with suffix). */
interface Entry {
  readonly advisory: Advisory;
  readonly ecosystem: string;
  readonly affected: AffectedPackage[];
  compiled?: CompiledAffected;
}

const NO_ENTRIES: readonly Entry[] = [];

/** The record's entries by ecosystem and package. */
function toEntries(advisory: Advisory): [name: string, entry: Entry][] {
  const entries = new Map<string, [string, Entry]>();
  for (const affected of affectedOf(advisory)) {
    if (!affected.package) continue;
    const { ecosystem, name } = affected.package;
    const normal = normalizePackageName(ecosystem, name);
    const key = `${ecosystem}\n${normal}`;
    const known = entries.get(key);
    if (known) known[1].affected.push(affected);
    else
      entries.set(key, [normal, { advisory, ecosystem, affected: [affected] }]);
  }
  return [...entries.values()];
}

const byId = (a: Entry, b: Entry) =>
  Number(a.advisory.id > b.advisory.id) - Number(a.advisory.id < b.advisory.id);

/**
 * OSV records in memory, by ecosystem and package name. A look-up of a package
 * that no record names costs two hash look-ups; events are read and sorted at
 * the first look-up of their package.
 *
 * @public
 */
export class AdvisoryIndex {
  private readonly ecosystems = new Map<string, Map<string, Entry[]>>();
  private readonly records = new Map<string, Advisory>();

  /** Of records of one id the last counts. */
  static from(records: Iterable<Advisory>): AdvisoryIndex {
    const index = new AdvisoryIndex();
    for (const record of records) index.add(record);
    return index;
  }

  /** Number of records held, withdrawn ones left out. */
  get size(): number {
    return this.records.size;
  }

  get(id: string): Advisory | undefined {
    return this.records.get(id);
  }

  /**
   * Takes in a record in place of an older one of the same id. A withdrawn
   * record takes the older one away.
   *
   * @throws AdvisoryError where its id or packages are not as OSV has them.
   */
  add(record: Advisory): void {
    const entries = toEntries(record);
    this.remove(record.id);
    if (record.withdrawn) return;
    this.records.set(record.id, record);
    for (const [name, entry] of entries) {
      const packages = this.packagesOf(entry.ecosystem);
      const others = packages.get(name);
      if (!others) packages.set(name, [entry]);
      else others.splice(positionOf(others, entry), 0, entry);
    }
  }

  /** Whether there was a record of this id. */
  remove(id: string): boolean {
    const record = this.records.get(id);
    if (!record) return false;
    this.records.delete(id);
    for (const [name, { ecosystem }] of toEntries(record)) {
      const packages = this.packagesOf(ecosystem);
      const left = packages.get(name)?.filter(e => e.advisory.id !== id) ?? [];
      if (left.length > 0) packages.set(name, left);
      else packages.delete(name);
    }
    return true;
  }

  /**
   * Every record that applies to the package version, sorted by id. Records
   * of one vulnerability are not merged: see `mergeAliases`.
   */
  find(query: PackageQuery): Advisory[] {
    const found: Advisory[] = [];
    const asked = new AskedVersion(query.version);
    for (const entry of this.entriesOf(query)) {
      if (
        found[found.length - 1] !== entry.advisory &&
        compiled(entry).contains(asked)
      ) {
        found.push(entry.advisory);
      }
    }
    return found;
  }

  /** As `find`, with the reason and the fixed versions of each match. */
  match(query: PackageQuery): AdvisoryMatch[] {
    const found: AdvisoryMatch[] = [];
    const asked = new AskedVersion(query.version);
    for (const entry of this.entriesOf(query)) {
      const { advisory } = entry;
      const reason = compiled(entry).reasonFor(asked);
      if (reason && found[found.length - 1]?.advisory !== advisory) {
        const fixed = compiled(entry).fixedFor(asked);
        found.push({ advisory, affected: entry.affected, fixed, reason });
      }
    }
    return found;
  }

  /** Every record of a package, whatever versions it is about; sorted by id. */
  recordsOf(query: Omit<PackageQuery, 'version'>): PackageRecord[] {
    return this.entriesOf(query).map(entry => ({
      advisory: entry.advisory,
      affected: compiled(entry),
      fixed: fixedVersions(entry.affected),
    }));
  }

  /** The lowest version above that is clear of all that is known of the package, see `clearVersion`. */
  clearAbove(query: PackageQuery): string | undefined {
    const records = this.entriesOf(query).map(compiled);
    return clearVersion(query.ecosystem, query.version, records);
  }

  private packagesOf(ecosystem: string): Map<string, Entry[]> {
    const base = baseEcosystem(ecosystem);
    let packages = this.ecosystems.get(base);
    if (!packages) this.ecosystems.set(base, (packages = new Map()));
    return packages;
  }

  private entriesOf({
    ecosystem,
    name,
  }: Omit<PackageQuery, 'version'>): readonly Entry[] {
    const entries = this.ecosystems
      .get(baseEcosystem(ecosystem))
      ?.get(normalizePackageName(ecosystem, name));
    if (!entries) return NO_ENTRIES;
    return entries.every(entry => entry.ecosystem === ecosystem)
      ? entries
      : entries.filter(entry => ecosystemsMeet(entry.ecosystem, ecosystem));
  }
}

function compiled(entry: Entry): CompiledAffected {
  entry.compiled ??= compileAffected(entry.ecosystem, entry.affected);
  return entry.compiled;
}

/** Where an entry belongs in a list sorted by id; after its equals. */
function positionOf(entries: readonly Entry[], entry: Entry): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (byId(entries[middle], entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
