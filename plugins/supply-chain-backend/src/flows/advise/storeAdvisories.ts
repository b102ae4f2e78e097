import {
  Advisory,
  AffectedPackage,
  normalizePackageName,
} from '@safety-curtain/advisories';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';
import { lockMatching } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import {
  bringFindingsInStep,
  queueFindingUpdates,
} from '../../records/findings/findingUpdates';
import { FindingChanges, noChanges } from '../../records/findings/reconcile';
import { storeVulnerabilities } from '../../records/vulnerabilities/vulnerabilities';
import { rateVulnerabilities } from '../../records/vulnerabilities/rateVulnerabilities';
import { rematchAdvisories } from '../../records/vulnerabilities/matchComponents';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';

/** What storing a batch of records changed. */
export interface StoredAdvisories extends FindingChanges {
  changed: number;
  /** How long others were kept waiting, in milliseconds. */
  lockedMs: number;
}

interface StoringContext {
  signal?: AbortSignal;
  telemetry?: Telemetry;
}

/**
 * Stores records with their matches in one transaction, under the matching
 * lock, and brings findings in step after it, piece by piece: what takes long
 * keeps no scan waiting, and a crash in between loses nothing. Records that
 * are known as they are, or in a newer version, cost a look-up only.
 */
export async function storeAdvisories(
  knex: Knex,
  sourceId: string,
  records: Advisory[],
  now: Date,
  { signal, telemetry = noTelemetry }: StoringContext = {},
): Promise<StoredAdvisories> {
  const unique = [...new Map(records.map(r => [r.id, r])).values()].sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  );
  const wanted = await selectChanged(knex, unique.map(digestOf));
  if (wanted.length === 0) return { ...noChanges(), changed: 0, lockedMs: 0 };
  const stored = await inTransaction(knex, async trx => {
    await lockMatching(trx, 'exclusive');
    const locked = performance.now();
    // Looked at again: another source may have stored some meanwhile.
    const changed = await selectChanged(trx, wanted);
    await writeRecords(trx, sourceId, changed);
    const ids = changed.map(({ record }) => record.id);
    const vulnerabilityIds = await storeVulnerabilities(trx, ids, now);
    await rateVulnerabilities(trx, [...vulnerabilityIds]);
    const { packageIds, matches } = await rematchAdvisories(trx, ids);
    await queueFindingUpdates(trx, {
      packageIds: await withFoundPackages(trx, packageIds, vulnerabilityIds),
      vulnerabilityIds,
    });
    const lockedMs = performance.now() - locked;
    return { changed: changed.length, lockedMs, matches };
  });
  const { matches, ...rest } = stored;
  telemetry.record('matches', matches, { cause: 'advisories' });
  const context = { now, signal, telemetry };
  return { ...(await bringFindingsInStep(knex, context)), ...rest };
}

interface ChangedRecord {
  record: Advisory;
  document: string;
  digest: string;
}

function digestOf(record: Advisory): ChangedRecord {
  const document = JSON.stringify(record);
  const digest = createHash('sha256').update(document).digest('hex');
  return { record, document, digest };
}

async function selectChanged(
  knex: Knex,
  records: ChangedRecord[],
): Promise<ChangedRecord[]> {
  const changed: ChangedRecord[] = [];
  for await (const chunk of inChunks(records)) {
    const rows = await knex('advisories')
      .whereIn(
        'id',
        chunk.map(({ record }) => record.id),
      )
      .select('id', 'digest', 'modified_at');
    const known = new Map(rows.map(row => [row.id, row]));
    for (const one of chunk) {
      const row = known.get(one.record.id);
      // Two sources may carry a record: the newer version stands.
      const older =
        row && toDate(row.modified_at) > toDate(one.record.modified);
      if (!older && row?.digest !== one.digest) changed.push(one);
    }
  }
  return changed;
}

async function writeRecords(
  trx: Knex.Transaction,
  sourceId: string,
  changed: ChangedRecord[],
): Promise<void> {
  for await (const chunk of inChunks(changed, 200)) {
    const ids = chunk.map(({ record }) => record.id);
    await trx('advisories')
      .insert(
        chunk.map(({ record, document, digest }) => ({
          id: record.id,
          source_id: sourceId,
          modified_at: toDate(record.modified),
          withdrawn_at: record.withdrawn ? toDate(record.withdrawn) : null,
          digest,
          document,
        })),
      )
      .onConflict('id')
      .merge([
        'source_id',
        'modified_at',
        'withdrawn_at',
        'digest',
        'document',
      ]);
    await trx('advisory_aliases').whereIn('advisory_id', ids).delete();
    await trx('advisory_packages').whereIn('advisory_id', ids).delete();
    const records = chunk.map(({ record }) => record);
    for await (const rows of inChunks(records.flatMap(aliasRows))) {
      await trx('advisory_aliases').insert(rows).onConflict().ignore();
    }
    for await (const rows of inChunks(records.flatMap(packageRows))) {
      await trx('advisory_packages').insert(rows);
    }
  }
}

function aliasRows(record: Advisory) {
  return [...new Set(record.aliases ?? [])].map(alias => ({
    advisory_id: record.id,
    alias,
  }));
}

/** One row for each package that a record names, with all it says of it. */
function packageRows(record: Advisory) {
  const byPackage = new Map<
    string,
    { ecosystem: string; name: string; affected: AffectedPackage[] }
  >();
  for (const affected of record.affected ?? []) {
    if (!affected.package) continue;
    const { ecosystem } = affected.package;
    const name = normalizePackageName(ecosystem, affected.package.name);
    const row = byPackage.get(`${ecosystem}\0${name}`) ?? {
      ecosystem,
      name,
      affected: [],
    };
    row.affected.push(affected);
    byPackage.set(`${ecosystem}\0${name}`, row);
  }
  return [...byPackage.values()].map(row => ({
    advisory_id: record.id,
    ecosystem: row.ecosystem,
    name: row.name,
    affected: JSON.stringify(row.affected),
  }));
}

/** Regrouping moves findings of packages that no changed record names. */
async function withFoundPackages(
  trx: Knex.Transaction,
  packageIds: number[],
  vulnerabilityIds: Set<number>,
): Promise<number[]> {
  const all = new Set(packageIds);
  for await (const chunk of inChunks([...vulnerabilityIds])) {
    for (const row of await trx('findings')
      .whereIn('vulnerability_id', chunk)
      .distinct('package_id')) {
      all.add(row.package_id);
    }
  }
  return [...all].sort((a, b) => a - b);
}
