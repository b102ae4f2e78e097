import {
  type Advisory,
  isMalicious,
  mergeAliases,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { insertMany } from '../../database/insertMany';
import type { DbVulnerabilitiesRow } from '../../database/tables';
import { matchAdvisories } from '../../records/vulnerabilities/matchComponents';
import { rateVulnerabilities } from '../../records/vulnerabilities/rateVulnerabilities';
import { factsOf } from '../../records/vulnerabilities/vulnerabilityFacts';
import { type ChangedRecord, insertRecords, packageRows } from './advisoryRows';

/** Names that are looked up at once. */
const NAMES = 5_000;
/** What scores and known exploitation go by. */
const RATED = /^CVE-/i;

/** What storing records that nothing is known of came to. */
export interface StoredFresh {
  /** Those that something is known of: they are stored otherwise. */
  left: ChangedRecord[];
  /** Packages with components that were matched. */
  packageIds: number[];
  matches: number;
}

/**
 * Stores those records of which no name is known yet: no vulnerability, and so
 * no finding or decision, has anything to do with them. A first read of a
 * quarter of a million is made of these. The caller holds the matching lock
 * alone.
 */
export async function storeFresh(
  trx: Knex.Transaction,
  sourceId: string,
  records: readonly ChangedRecord[],
): Promise<StoredFresh> {
  const groups = mergeAliases(records.map(({ record }) => record));
  const known = await knownNames(
    trx,
    groups.flatMap(({ ids, aliases }) => [...ids, ...aliases]),
  );
  const free = groups.filter(({ ids, aliases }) =>
    [...ids, ...aliases].every(name => !known.has(name)),
  );
  const byId = new Map(records.map(one => [one.record.id, one]));
  const named = free.map(({ key, ids, aliases }) => ({
    key,
    members: ids.map(id => byId.get(id)!),
    names: [...ids, ...aliases],
  }));
  const isFree = new Set(named.flatMap(({ members }) => members));
  const left = records.filter(one => !isFree.has(one));
  if (named.length === 0) return { left, packageIds: [], matches: 0 };

  const vulnerabilities = await insertVulnerabilities(trx, named);
  await insertRecords(
    trx,
    sourceId,
    named.flatMap(({ key, members }) =>
      members.map(one => ({
        ...one,
        vulnerabilityId: vulnerabilities.get(key)!,
      })),
    ),
  );
  const rated = named.filter(({ names }) => names.some(one => RATED.test(one)));
  await rateVulnerabilities(
    trx,
    rated.map(({ key }) => vulnerabilities.get(key)!),
  );
  const valid = [...isFree].filter(({ record }) => !record.withdrawn);
  const matched = await matchAdvisories(
    trx,
    valid.flatMap(({ record }) => packageRows(record)),
  );
  return { left, ...matched };
}

async function knownNames(
  trx: Knex.Transaction,
  names: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  for await (const chunk of inChunks(names, NAMES)) {
    const found = await trx('vulnerability_names')
      .whereIn('name', chunk)
      .pluck('name');
    for (const name of found) known.add(name);
  }
  return known;
}

interface NamedGroup {
  key: string;
  members: { record: Advisory }[];
  names: string[];
}

/** Ids by key. */
async function insertVulnerabilities(
  trx: Knex.Transaction,
  groups: readonly NamedGroup[],
): Promise<Map<string, number>> {
  const rows = await insertMany<Pick<DbVulnerabilitiesRow, 'id' | 'key'>>(
    trx,
    'vulnerabilities',
    groups.map(({ key, members, names }) => ({
      ...factsOf(
        key,
        members.map(({ record }) => record),
      ),
      malicious: names.some(isMalicious),
    })),
    ['id', 'key'],
  );
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  const named = groups.flatMap(group =>
    group.names.map(name => ({
      name,
      vulnerability_id: ids.get(group.key)!,
    })),
  );
  await insertMany(trx, 'vulnerability_names', named);
  return ids;
}
