import { NotFoundError } from '@backstage/errors';
import type {
  ArchiveExport,
  ExportQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseTime, toDate, toIso, toText } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import type { ExportScope } from './exportScope';
import type { DbExportsRow } from '../../database/tables';

/** A silent export is over: its replica stopped. */
const LEASE_SECONDS = 60;

const newestFirst: KeysetColumn[] = [
  { column: 'e.created_at', direction: 'desc', type: 'time' },
  { column: 'e.id', direction: 'desc' },
];

/** Stores what is to be exported. */
export async function insertExport(
  knex: Knex,
  row: {
    id: string;
    scope: ExportScope;
    formats: string[];
    requestedBy: string;
    services: number;
  },
  now: Date,
): Promise<void> {
  await knex('exports').insert({
    id: row.id,
    scope: JSON.stringify(row.scope),
    formats: JSON.stringify(row.formats),
    state: 'ready',
    requested_by: row.requestedBy,
    created_at: now,
    services: row.services,
  });
}

/** One export of the caller, or of anyone; throws `NotFoundError`. */
export async function readExport(
  knex: Knex,
  id: string,
  requestedBy: string | undefined,
): Promise<DbExportsRow> {
  const query = knex('exports').where('id', id);
  if (requestedBy) query.where('requested_by', requestedBy);
  const row = await query.first();
  if (!row) throw new NotFoundError(`No export ${id}`);
  return row;
}

/** A page of exports, newest first. */
export async function listExports(
  knex: Knex,
  query: ExportQuery,
  requestedBy: string | undefined,
): Promise<Page<ArchiveExport>> {
  const select = knex('exports as e').select('e.*');
  if (requestedBy) select.where('e.requested_by', requestedBy);
  const total = await boundedCount(knex, select);
  const page = await readPage<DbExportsRow>(select, newestFirst, query);
  return {
    items: page.rows.map(row => toExport(row, new Date())),
    total,
    nextCursor: page.nextCursor,
  };
}

/** Takes an export to make it; false where it is being made or was cancelled. */
export async function startExport(knex: Knex, id: string): Promise<boolean> {
  const updated = await knex('exports')
    .where('id', id)
    .whereNot('state', 'cancelled')
    .where(free =>
      free
        .whereNot('state', 'running')
        .orWhere('lease_until', '<', databaseTime(knex)),
    )
    .update({
      state: 'running',
      started_at: new Date(),
      finished_at: null,
      lease_until: databaseTime(knex, LEASE_SECONDS),
      services_done: 0,
      documents: 0,
      bytes: 0,
      error: null,
      manifest_sha256: null,
      signed_by: null,
    });
  return updated === 1;
}

/** Tells how far an export is; false where it was cancelled. */
export async function recordExport(
  knex: Knex,
  id: string,
  progress: { servicesDone: number; documents: number; bytes: number },
): Promise<boolean> {
  const updated = await knex('exports')
    .where({ id, state: 'running' })
    .update({
      services_done: progress.servicesDone,
      documents: progress.documents,
      bytes: progress.bytes,
      lease_until: databaseTime(knex, LEASE_SECONDS),
    });
  return updated === 1;
}

/** Writes how an export ended; one that was cancelled stays so. */
export async function endExport(
  knex: Knex,
  id: string,
  end: Partial<DbExportsRow> & { state: 'finished' | 'cancelled' | 'failed' },
): Promise<void> {
  await knex('exports')
    .where('id', id)
    .whereIn('state', ['running', 'ready'])
    .update({
      ...end,
      ...(end.error && { error: toText(end.error) }),
      finished_at: new Date(),
      lease_until: null,
    });
}

/** An export for the API. */
export function toExport(row: DbExportsRow, now: Date): ArchiveExport {
  const abandoned =
    row.state === 'running' &&
    row.lease_until !== null &&
    toDate(row.lease_until) < now;
  return {
    id: row.id,
    scope: JSON.parse(row.scope),
    formats: JSON.parse(row.formats),
    state: abandoned ? 'failed' : row.state,
    requestedBy: row.requested_by,
    createdAt: toIso(row.created_at)!,
    startedAt: toIso(row.started_at),
    finishedAt: toIso(row.finished_at),
    services: row.services,
    servicesDone: row.services_done,
    documents: row.documents,
    bytes: Number(row.bytes),
    manifestSha256: row.manifest_sha256 ?? undefined,
    signedBy: row.signed_by ?? undefined,
    error: abandoned
      ? 'The portal stopped while it was made'
      : row.error ?? undefined,
  };
}
