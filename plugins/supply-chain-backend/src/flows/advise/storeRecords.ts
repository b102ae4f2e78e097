import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  Advisory,
  AdvisoryError,
  readAdvisory,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { toStorable } from '../../records/vulnerabilities/storable';
import type { Telemetry } from '../../telemetry/Telemetry';
import { storeAdvisories } from './storeAdvisories';

/** Records stored in one transaction: as many as keep scans waiting for this long. */
const FIRST_BATCH = 100;
const LARGEST_BATCH = 500;
const LOCKED_MS = 200;
/** Reasons for rejected records that go to the log, of each refresh. */
const LOGGED_REJECTIONS = 5;

/** What reading advisories works with. */
export interface AdviseContext {
  knex: Knex;
  logger: LoggerService;
  telemetry: Telemetry;
  /** Told which targets' findings an update changed. */
  onFindings: (targetIds: Set<number>) => void;
}

/** How many records of a source could be kept, and why the first other one could not. */
export interface StoredRecords {
  accepted: number;
  rejected: number;
  reason?: string;
}

/** Stores all records of a source, some at a time. */
export async function storeRecords(
  { knex, logger, telemetry, onFindings }: AdviseContext,
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
  const flush = async () => {
    const stored = await storeAdvisories(knex, sourceId, batch, new Date(), {
      signal,
      telemetry,
    });
    changed += stored.changed;
    size = nextBatchSize(size, stored.lockedMs);
    batch = [];
    if (stored.targetIds.size > 0) onFindings(stored.targetIds);
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
  if (changed > 0) {
    logger.info(
      `Advisory source '${sourceId}': ${changed} records are new or changed`,
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
