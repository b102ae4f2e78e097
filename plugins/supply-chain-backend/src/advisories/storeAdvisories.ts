import {
  Advisory,
  AffectedPackage,
  normalizePackageName,
} from '@safety-curtain/advisories';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { chunked, retryOnDeadlock, toDate } from '../database/dialect';
import { lockMatching } from '../database/locks';
import { FindingChanges, reconcileFindings } from '../findings/reconcile';
import { queueScoring } from '../scorecards/queue';
import { storeFlaws } from './flaws';
import { rateFlaws } from './rateFlaws';
import { rematchAdvisories } from './matchComponents';

/** What storing a batch of records changed. */
export interface StoredAdvisories extends FindingChanges {
  changed: number;
}

/**
 * Stores records and brings matches and findings up to date, in one
 * transaction: whoever looks sees all of a batch or none. Records that are
 * known as they are, or in a newer version, cost a look-up only.
 */
export async function storeAdvisories(
  knex: Knex,
  sourceId: string,
  records: Advisory[],
  now: Date,
): Promise<StoredAdvisories> {
  const unique = [...new Map(records.map(r => [r.id, r])).values()].sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  );
  return retryOnDeadlock(knex, () =>
    knex.transaction(async trx => {
      await lockMatching(trx, 'exclusive');
      const changed = await selectChanged(trx, unique);
      if (changed.length === 0) {
        return {
          changed: 0,
          opened: 0,
          reopened: 0,
          resolved: 0,
          targetIds: new Set<number>(),
        };
      }
      await writeRecords(trx, sourceId, changed);
      const ids = changed.map(record => record.record.id);
      const flawIds = await storeFlaws(trx, ids, now);
      await rateFlaws(trx, [...flawIds], now);
      const packageIds = await rematchAdvisories(trx, ids);
      const findings = await reconcileFindings(
        trx,
        { packageIds: await withFoundPackages(trx, packageIds, flawIds) },
        { now },
      );
      await queueScoring(trx, findings.targetIds, now);
      return { ...findings, changed: changed.length };
    }),
  );
}

interface ChangedRecord {
  record: Advisory;
  document: string;
  digest: string;
}

async function selectChanged(
  trx: Knex.Transaction,
  records: Advisory[],
): Promise<ChangedRecord[]> {
  const changed: ChangedRecord[] = [];
  for (const chunk of chunked(records)) {
    const rows = await trx('advisories')
      .whereIn(
        'id',
        chunk.map(record => record.id),
      )
      .select('id', 'digest', 'modified_at');
    const known = new Map(rows.map(row => [row.id, row]));
    for (const record of chunk) {
      const document = JSON.stringify(record);
      const digest = createHash('sha256').update(document).digest('hex');
      const row = known.get(record.id);
      // Two sources may carry a record: the newer version stands.
      const older = row && toDate(row.modified_at) > toDate(record.modified);
      if (!older && row?.digest !== digest) {
        changed.push({ record, document, digest });
      }
    }
  }
  return changed;
}

async function writeRecords(
  trx: Knex.Transaction,
  sourceId: string,
  changed: ChangedRecord[],
): Promise<void> {
  for (const chunk of chunked(changed, 200)) {
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
    for (const rows of chunked(records.flatMap(aliasRows))) {
      await trx('advisory_aliases').insert(rows).onConflict().ignore();
    }
    for (const rows of chunked(records.flatMap(packageRows))) {
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
  flawIds: Set<number>,
): Promise<number[]> {
  const all = new Set(packageIds);
  for (const chunk of chunked([...flawIds])) {
    for (const row of await trx('findings')
      .whereIn('flaw_id', chunk)
      .distinct('package_id')) {
      all.add(row.package_id);
    }
  }
  return [...all].sort((a, b) => a - b);
}
