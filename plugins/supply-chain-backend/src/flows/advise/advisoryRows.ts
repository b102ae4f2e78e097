import {
  type Advisory,
  type AffectedPackage,
  normalizePackageName,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';
import { insertMany } from '../../database/insertMany';
import type { DbAdvisoryPackagesRow } from '../../database/tables';

/** A record that is not stored as it is, with its text and the digest of that. */
export interface ChangedRecord {
  record: Advisory;
  document: string;
  digest: string;
}

function advisoryRow(
  sourceId: string,
  { record, document, digest }: ChangedRecord,
) {
  return {
    id: record.id,
    source_id: sourceId,
    modified_at: toDate(record.modified),
    withdrawn_at: record.withdrawn ? toDate(record.withdrawn) : null,
    digest,
    document,
  };
}

/** Inserts records that are not there, with their vulnerabilities. */
export async function insertRecords(
  trx: Knex.Transaction,
  sourceId: string,
  changed: readonly (ChangedRecord & { vulnerabilityId: number })[],
): Promise<void> {
  await insertMany(
    trx,
    'advisories',
    changed.map(one => ({
      ...advisoryRow(sourceId, one),
      vulnerability_id: one.vulnerabilityId,
    })),
  );
  await insertNamed(trx, changed);
}

/** Writes records over those that may be there, without their vulnerabilities. */
export async function writeRecords(
  trx: Knex.Transaction,
  sourceId: string,
  changed: readonly ChangedRecord[],
): Promise<void> {
  for await (const chunk of inChunks(changed, 200)) {
    const ids = chunk.map(({ record }) => record.id);
    await trx('advisories')
      .insert(chunk.map(one => advisoryRow(sourceId, one)))
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
    await insertNamed(trx, chunk);
  }
}

/** What records call themselves, and the packages that they are about. */
async function insertNamed(
  trx: Knex.Transaction,
  changed: readonly ChangedRecord[],
): Promise<void> {
  const records = changed.map(({ record }) => record);
  await insertMany(trx, 'advisory_aliases', records.flatMap(aliasRows));
  await insertMany(trx, 'advisory_packages', records.flatMap(packageRows));
}

function aliasRows(record: Advisory) {
  return [...new Set(record.aliases ?? [])].map(alias => ({
    advisory_id: record.id,
    alias,
  }));
}

/** One row for each package that a record names, with all it says of it. */
export function packageRows(record: Advisory): DbAdvisoryPackagesRow[] {
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
