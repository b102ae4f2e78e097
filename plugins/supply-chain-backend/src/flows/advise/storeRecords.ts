import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  Advisory,
  AdvisoryError,
  readAdvisory,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { toStorable } from '../../records/vulnerabilities/storable';
import type { Telemetry } from '../../telemetry/Telemetry';
import { type StoredAdvisories, storeAdvisories } from './storeAdvisories';
import { counted } from '../../messages/counted';

/** Records stored in one transaction: as many as keep scans waiting for this long. */
const FIRST_BATCH = 100;
const LARGEST_BATCH = 2000;
const LOCKED_MS = 300;
/** Reasons for rejected records that go to the log, of each refresh. */
const LOGGED_REJECTIONS = 5;

/** What reading advisories works with. */
export interface AdviseContext {
  knex: Knex;
  logger: LoggerService;
  telemetry: Telemetry;
  /** Told which targets' findings an update changed. */
  onFindings: (targetIds: Set<number>) => void;
  /** Told what each batch came to. */
  onStored?: (stored: StoredAdvisories) => void;
}

/** How many records of a source could be kept, and why the first other one could not. */
export interface StoredRecords {
  accepted: number;
  rejected: number;
  reason?: string;
}

/** Stores all records of a source, some at a time. */
export async function storeRecords(
  { knex, logger, telemetry, onFindings, onStored }: AdviseContext,
  sourceId: string,
  records: AsyncIterable<unknown>,
  signal: AbortSignal,
): Promise<StoredRecords> {
  let batch: Advisory[] = [];
  let accepted = 0;
  let rejected = 0;
  let reason: string | undefined;
  let changed = 0;
  let size = FIRST_BATCH;
  const store = async (some: Advisory[]) => {
    const stored = await storeAdvisories(knex, sourceId, some, new Date(), {
      signal,
      telemetry,
    });
    changed += stored.changed;
    onStored?.(stored);
    size = nextBatchSize(size, stored.lockedMs);
    if (stored.targetIds.size > 0) onFindings(stored.targetIds);
  };
  // The next ones are read and checked while the database has these.
  let storing = Promise.resolve();
  const flush = async () => {
    await storing;
    storing = store(batch);
    // Told with the next batch, or at the end.
    storing.catch(() => undefined);
    batch = [];
  };
  for await (const record of records) {
    signal.throwIfAborted();
    try {
      batch.push(toStorable(readAdvisory(record)));
      accepted++;
    } catch (error) {
      if (!(error instanceof AdvisoryError)) throw error;
      reason ??= error.message;
      if (++rejected <= LOGGED_REJECTIONS) {
        logger.warn(
          `Advisory source '${sourceId}': a record was rejected: ${error.message}`,
        );
      }
    }
    if (batch.length >= size) await flush();
  }
  if (batch.length > 0) await flush();
  await storing;
  if (changed > 0) {
    logger.info(
      `Advisory source '${sourceId}': ${counted(
        changed,
        'record is',
        'records are',
      )} new or changed`,
    );
  }
  return { accepted, rejected, reason };
}

/** Twice as many at most, and half as few: one batch may be unlike the next. */
function nextBatchSize(size: number, lockedMs: number): number {
  if (lockedMs === 0) return size;
  const factor = Math.min(2, Math.max(0.5, LOCKED_MS / lockedMs));
  return Math.min(LARGEST_BATCH, Math.max(1, Math.round(size * factor)));
}
