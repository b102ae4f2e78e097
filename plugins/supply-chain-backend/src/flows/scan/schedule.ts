import { createHash } from 'node:crypto';
import { nextTick } from '../../settings/cron';
import type { ScanSchedule } from './options';

/** The longest wait after failures, unless the schedule itself is shorter. */
const MAX_BACKOFF_MS = 6 * 60 * 60_000;

/**
 * When a target is due after a scan that ended at `now`.
 *
 * Jitter comes from the entity's name: targets are spread evenly, and a target
 * keeps its place from one round to the next.
 */
export function nextScanAt(
  schedule: ScanSchedule,
  entityRef: string,
  now: Date,
): Date {
  const offset = Math.floor(fraction(entityRef) * schedule.jitterMs);
  if (schedule.cron) {
    return new Date(nextTick(schedule.cron, now).getTime() + offset);
  }
  return new Date(now.getTime() + schedule.frequencyMs + offset);
}

/**
 * When a target is tried again after its `attempts`th failure in a row: twice
 * as late each time, with up to half of it more at random so that targets that
 * failed together do not return together, and never later than its schedule.
 */
export function retryAt(
  schedule: ScanSchedule,
  backoffMs: number,
  attempts: number,
  entityRef: string,
  now: Date,
  random: () => number = Math.random,
): Date {
  const doubled = backoffMs * 2 ** Math.min(attempts - 1, 20);
  const wait = Math.min(doubled, MAX_BACKOFF_MS) * (1 + random() / 2);
  const regular = nextScanAt(schedule, entityRef, now);
  return new Date(Math.min(now.getTime() + wait, regular.getTime()));
}

/** A number from 0 to 1 that belongs to the name. */
function fraction(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;
}
