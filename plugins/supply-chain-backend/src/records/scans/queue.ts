import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { ScanTrigger } from '@safety-curtain/plugin-supply-chain-common';
import { databaseTime, isPostgres } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { SourceLocation } from '../../outside/sources/SourceLocation';
import { lookAtImages } from '../images/imageStore';
import type { DbTargetsRow } from '../../database/tables';

/** Scans that a person asked for go ahead of the schedule. */
const MANUAL_PRIORITY = 10;

/** A target that a worker holds the lease of. */
export interface ClaimedTarget {
  id: number;
  entityRef: string;
  name: string;
  source: SourceLocation;
  sourceEtag?: string;
  /** Failures in a row before this scan. */
  attempts: number;
  scanId: string;
  trigger: ScanTrigger;
  startedAt: Date;
}

const dueColumns = [
  'id',
  'entity_ref',
  'name',
  'source',
  'source_etag',
  'attempts',
  'lease_scan_id',
  'pending_trigger',
  'pending_requester',
] as const;

type DueRow = Pick<DbTargetsRow, (typeof dueColumns)[number]>;

/**
 * Takes the next due target: most urgent first, then longest due. The lease
 * and the scan's record are written in one transaction, so that a scan is
 * either recorded and leased or neither. A lease that ran out belongs to a
 * worker that stopped: its scan is marked abandoned, and the target is due.
 * Whoever stops takes none.
 */
export async function claimTarget(
  knex: Knex,
  options: { leaseMs: number; perHost: number },
  signal?: AbortSignal,
): Promise<ClaimedTarget | undefined> {
  return inTransaction(knex, async trx => {
    const row = await selectDue(trx, options.perHost);
    if (!row) return undefined;
    // What stops now has perhaps just given that one back.
    signal?.throwIfAborted();
    const scanId = randomUUID();
    const startedAt = new Date();
    const trigger = row.pending_trigger ?? 'schedule';
    if (row.lease_scan_id) await abandonScan(trx, row.lease_scan_id, startedAt);
    await trx('targets')
      .where('id', row.id)
      .update({
        lease_until: databaseTime(trx, options.leaseMs / 1000),
        lease_scan_id: scanId,
        last_scan_id: scanId,
        pending_trigger: null,
        pending_requester: null,
        priority: 0,
      });
    await trx('scans').insert({
      id: scanId,
      target_id: row.id,
      trigger,
      requested_by: row.pending_requester,
      state: 'running',
      step: 'fetching',
      started_at: startedAt,
    });
    return {
      id: row.id,
      entityRef: row.entity_ref,
      name: row.name,
      source: JSON.parse(row.source!),
      sourceEtag: row.source_etag ?? undefined,
      attempts: row.attempts,
      scanId,
      trigger,
      startedAt,
    };
  });
}

async function selectDue(
  trx: Knex.Transaction,
  perHost: number,
): Promise<DueRow | undefined> {
  const now = databaseTime(trx);
  const query = trx('targets')
    .where('next_scan_at', '<=', now)
    .whereNull('removed_at')
    .whereNotNull('source')
    .where(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<', now),
    )
    .whereNotIn(
      'source_host',
      trx('targets')
        .where('lease_until', '>=', now)
        .whereNot('source_host', '')
        .groupBy('source_host')
        .havingRaw('count(*) >= ?', [perHost])
        .select('source_host'),
    )
    .orderBy('priority', 'desc')
    .orderBy('next_scan_at')
    .orderBy('id')
    .limit(1)
    .select(...dueColumns);
  if (isPostgres(trx)) query.forNoKeyUpdate().skipLocked();
  const [row] = await query;
  return row;
}

async function abandonScan(
  trx: Knex.Transaction,
  scanId: string,
  now: Date,
): Promise<void> {
  await trx('scans').where({ id: scanId, state: 'running' }).update({
    state: 'abandoned',
    finished_at: now,
    step: null,
    progress: null,
    error: 'The backend that ran this scan stopped; it was started again',
  });
}

/** Keeps a lease; false where another worker has taken the target over. */
export async function extendLease(
  knex: Knex,
  claimed: ClaimedTarget,
  leaseMs: number,
): Promise<boolean> {
  const updated = await knex('targets')
    .where({ id: claimed.id, lease_scan_id: claimed.scanId })
    .update({ lease_until: databaseTime(knex, leaseMs / 1000) });
  return updated === 1;
}

/** The worker no longer holds the target: what it found must not be stored. */
export class LeaseLostError extends Error {
  name = 'LeaseLostError';
  constructor(entityRef: string) {
    super(`The lease of ${entityRef} was lost to another worker`);
  }
}

/**
 * Ends a lease and sets when the target is due next; a scan that was asked for
 * meanwhile stays due. Must run in the transaction that stores the outcome:
 * it throws `LeaseLostError` where the lease is no longer held, so that a scan
 * is never recorded twice.
 */
export async function releaseTarget(
  trx: Knex.Transaction,
  claimed: ClaimedTarget,
  next: Date,
  changes: Record<string, unknown>,
): Promise<void> {
  const updated = await trx('targets')
    .where({ id: claimed.id, lease_scan_id: claimed.scanId })
    .update({
      ...changes,
      lease_until: null,
      lease_scan_id: null,
      next_scan_at: trx.raw(
        'case when removed_at is not null then null when pending_trigger is not null then next_scan_at else ? end',
        [next],
      ),
    });
  if (updated !== 1) throw new LeaseLostError(claimed.entityRef);
}

/** Gives a target back unscanned, to be taken by the next worker at once. */
export async function returnTarget(
  knex: Knex,
  claimed: ClaimedTarget,
): Promise<void> {
  await inTransaction(knex, async trx => {
    const updated = await trx('targets')
      .where({ id: claimed.id, lease_scan_id: claimed.scanId })
      .update({ lease_until: null, lease_scan_id: null });
    if (updated === 1) await abandonScan(trx, claimed.scanId, new Date());
  });
}

/**
 * Makes a target due now, and its images where a person asks. A running scan goes on, and another follows it.
 * Returns false where there is no such target or nothing to read it from.
 */
export async function requestScan(
  knex: Knex,
  entityRef: string,
  options: { trigger: ScanTrigger; requestedBy?: string },
): Promise<boolean> {
  const updated = await knex('targets')
    .where('entity_ref', entityRef)
    .whereNull('removed_at')
    .whereNotNull('source')
    .update({
      next_scan_at: databaseTime(knex),
      priority: options.trigger === 'manual' ? MANUAL_PRIORITY : 0,
      pending_trigger: options.trigger,
      pending_requester: options.requestedBy ?? null,
    });
  if (options.trigger === 'manual') await lookAtImages(knex, entityRef);
  return updated === 1;
}
