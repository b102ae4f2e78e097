import {
  AffectedPackage,
  AskedVersion,
  clearVersion,
  commonFix,
  compileAffected,
  CompiledAffected,
  ecosystemsMeet,
  fixedVersions,
  normalizePackageName,
} from '@safety-curtain/advisories';
import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate } from '../../database/dialect';
import type { Timestamp } from '../../database/tables';
import { severityOfNumber } from '../findings/severity';

/** A package as OSV names it. */
export interface NamedPackage {
  ecosystem: string;
  packageName: string;
}

/** A vulnerability of a package, by all live records of it. */
export interface PackageVulnerability {
  vulnerabilityId: number;
  /** Its key: the best of its names. */
  id: string;
  severity: Severity;
  knownExploited: boolean;
  /** As findings have it: some record calls the version affected. */
  affects(version: string): boolean;
  /** The lowest version that every record that affects the version calls free of it. */
  fixFor(version: string): string | undefined;
}

/** What is known of a package, of whatever versions. */
export interface PackageRanges extends NamedPackage {
  vulnerabilities: PackageVulnerability[];
  /** Versions that records name as fixed. */
  fixedVersions: string[];
  /** When the first of the records that name a version as fixed was last changed: it was there by then. */
  namedBy: ReadonlyMap<string, Date>;
  /** The lowest version above that is clear of every known vulnerability. */
  clearAbove(version: string): string | undefined;
}

interface Row {
  ecosystem: string;
  name: string;
  affected: string;
  vulnerability_id: number;
  key: string;
  severity: number;
  known_exploited: unknown;
  modified_at: Timestamp;
}

/** All live vulnerabilities of packages; each package once, those without any left out. */
export async function packageRangesOf(
  knex: Knex,
  packages: readonly NamedPackage[],
): Promise<PackageRanges[]> {
  const wanted = new Map<string, NamedPackage[]>();
  for (const one of packages) {
    const name = normalizePackageName(one.ecosystem, one.packageName);
    const known = wanted.get(name) ?? [];
    const isNew = known.every(({ ecosystem }) => ecosystem !== one.ecosystem);
    if (isNew) wanted.set(name, [...known, one]);
  }
  const ranges: PackageRanges[] = [];
  for await (const names of inChunks([...wanted.keys()])) {
    const rows = await selectRanges(knex, names);
    for (const name of names) {
      const ofName = rows.get(name);
      if (!ofName) continue;
      for (const one of wanted.get(name)!) {
        const meeting = ofName.filter(({ ecosystem }) =>
          ecosystemsMeet(ecosystem, one.ecosystem),
        );
        if (meeting.length > 0) ranges.push(rangesFrom(one, meeting));
      }
    }
  }
  return ranges;
}

async function selectRanges(
  knex: Knex,
  names: string[],
): Promise<Map<string, Row[]>> {
  const rows: Row[] = await knex('advisory_packages as ap')
    .join('advisories as a', 'a.id', 'ap.advisory_id')
    .join(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'a.vulnerability_id',
    )
    .whereNull('a.withdrawn_at')
    .whereIn('ap.name', names)
    .orderBy(['vulnerability.key', 'ap.advisory_id'])
    .select(
      'ap.ecosystem',
      'ap.name',
      'ap.affected',
      'vulnerability.id as vulnerability_id',
      'vulnerability.key',
      'vulnerability.severity',
      'vulnerability.known_exploited',
      'a.modified_at',
    );
  const byName = new Map<string, Row[]>();
  for (const row of rows) {
    const same = byName.get(row.name);
    if (same) same.push(row);
    else byName.set(row.name, [row]);
  }
  return byName;
}

function rangesFrom(
  { ecosystem, packageName }: NamedPackage,
  rows: readonly Row[],
): PackageRanges {
  const namedBy = new Map<string, Date>();
  const records = new Map<Row['vulnerability_id'], CompiledAffected[]>();
  const stated = new Map<CompiledAffected, AffectedPackage[]>();
  const first = new Map<Row['vulnerability_id'], Row>();
  for (const row of rows) {
    const affected = JSON.parse(row.affected) as AffectedPackage[];
    const id = row.vulnerability_id;
    const compiled = compileAffected(row.ecosystem, affected);
    stated.set(compiled, affected);
    records.set(id, [...(records.get(id) ?? []), compiled]);
    if (!first.has(id)) first.set(id, row);
    const modified = toDate(row.modified_at);
    for (const version of fixedVersions(affected)) {
      const before = namedBy.get(version);
      if (!before || modified < before) namedBy.set(version, modified);
    }
  }
  return {
    ecosystem,
    packageName,
    fixedVersions: [...namedBy.keys()],
    namedBy,
    clearAbove: version =>
      clearVersion(ecosystem, version, [...records.values()].flat()),
    vulnerabilities: [...first].map(([id, row]) => ({
      vulnerabilityId: id,
      id: row.key,
      severity: severityOfNumber(row.severity),
      knownExploited: toBoolean(row.known_exploited),
      affects: version => {
        const asked = new AskedVersion(version);
        return records.get(id)!.some(record => record.contains(asked));
      },
      fixFor: version => {
        const asked = new AskedVersion(version);
        const affecting = records
          .get(id)!
          .filter(record => record.contains(asked))
          .map(record => stated.get(record)!);
        return commonFix(ecosystem, version, affecting);
      },
    })),
  };
}
