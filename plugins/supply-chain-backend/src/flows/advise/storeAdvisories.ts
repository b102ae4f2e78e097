import type { Advisory } from '@safety-curtain/advisories';
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
import { type ChangedRecord, writeRecords } from './advisoryRows';
import { storeFresh } from './storeFresh';

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
    const fresh = await storeFresh(trx, sourceId, changed);
    const known = await storeKnown(trx, sourceId, fresh.left, now);
    await queueFindingUpdates(trx, {
      packageIds: [...fresh.packageIds, ...known.packageIds],
      vulnerabilityIds: known.vulnerabilityIds,
    });
    const lockedMs = performance.now() - locked;
    const matches = fresh.matches + known.matches;
    return { changed: changed.length, lockedMs, matches };
  });
  const { matches, ...rest } = stored;
  telemetry.record('matches', matches, { cause: 'advisories' });
  const context = { now, signal, telemetry };
  return { ...(await bringFindingsInStep(knex, context)), ...rest };
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

/** Stores records that have to do with what is known: they may join, part and move findings. */
async function storeKnown(
  trx: Knex.Transaction,
  sourceId: string,
  changed: ChangedRecord[],
  now: Date,
) {
  if (changed.length === 0) {
    return { packageIds: [], vulnerabilityIds: [], matches: 0 };
  }
  await writeRecords(trx, sourceId, changed);
  const ids = changed.map(({ record }) => record.id);
  const vulnerabilityIds = await storeVulnerabilities(trx, ids, now);
  await rateVulnerabilities(trx, [...vulnerabilityIds]);
  const { packageIds, matches } = await rematchAdvisories(trx, ids);
  return {
    packageIds: await withFoundPackages(trx, packageIds, vulnerabilityIds),
    vulnerabilityIds,
    matches,
  };
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
      .whereNotNull('package_id')
      .distinct('package_id')) {
      all.add(row.package_id!);
    }
  }
  return [...all].sort((a, b) => a - b);
}
