import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SourceLimits } from '@safety-curtain/plugin-supply-chain-node';
import { duration, wholeNumbers } from '../../settings/configValues';
import { longestGapMs, readCron } from '../../settings/cron';
import { readPreset } from '../../settings/schedulePreset';
import type { SuddenLossRules } from '../../records/inventory/suddenLoss';

/** When a target is scanned again. Times in milliseconds. */
export interface ScanSchedule {
  /** With `cron`, the longest time between two of its ticks. */
  frequencyMs: number;
  cron?: string;
  jitterMs: number;
}

/** How scans are worked through. Times in milliseconds, sizes in bytes. */
export interface ScanningOptions {
  enabled: boolean;
  concurrency: number;
  perHost: number;
  threads: number;
  leaseMs: number;
  pollMs: number;
  timeoutMs: number;
  backoffMs: number;
  /** Absent where no loss counts as sudden. */
  suddenLoss?: SuddenLossRules;
  limits: SourceLimits & { fileTimeoutMs: number; fileMemoryMb: number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MIB = 1024 * 1024;

/**
 * Throws where more than one of preset, frequency and cron is given, or an
 * expression is none.
 */
export function readScanSchedule(config: Config | undefined): ScanSchedule {
  const cron = readPreset(config)?.scans ?? readCron(config, 'schedule.cron');
  if (cron && config?.has('schedule.frequency')) {
    throw new InputError(
      'supplyChain.schedule takes either a frequency or a cron expression, not both',
    );
  }
  const frequencyMs = cron
    ? longestGapMs(cron, new Date())
    : duration(config, 'schedule.frequency', 24 * HOUR);
  return {
    frequencyMs,
    cron,
    jitterMs: duration(
      config,
      'schedule.jitter',
      cron ? 30 * MINUTE : frequencyMs / 10,
    ),
  };
}

/** Throws where the limits do not go together. */
export function readScanningOptions(
  config: Config | undefined,
): ScanningOptions {
  const number = wholeNumbers(config, 'scanning');
  const options: ScanningOptions = {
    enabled: config?.getOptionalBoolean('scanning.enabled') ?? true,
    concurrency: number('concurrency', 2),
    perHost: number('perHost', 4),
    threads: number('threads', 2),
    leaseMs: duration(config, 'scanning.lease', 2 * MINUTE),
    pollMs: duration(config, 'scanning.poll', 5000),
    timeoutMs: duration(config, 'scanning.timeout', 30 * MINUTE),
    backoffMs: duration(config, 'scanning.backoff', MINUTE),
    suddenLoss: readSuddenLoss(config),
    limits: {
      files: number('limits.files', 2000),
      fileBytes: number('limits.fileBytes', 32 * MIB),
      totalBytes: number('limits.totalBytes', 256 * MIB),
      depth: number('limits.depth', 24),
      fileTimeoutMs: duration(config, 'scanning.limits.fileTimeout', MINUTE),
      fileMemoryMb: number('limits.fileMemory', 1024),
    },
  };
  checkMemory(options.limits);
  return options;
}

function readSuddenLoss(
  config: Config | undefined,
): SuddenLossRules | undefined {
  const key = 'scanning.suddenLoss';
  if (config?.getOptional(key) === false) return undefined;
  const fraction = config?.getOptionalNumber(`${key}.fraction`) ?? 0.5;
  if (!(fraction > 0 && fraction < 1)) {
    throw new InputError(
      `supplyChain.${key}.fraction must be between 0 and 1; to mark no loss, set supplyChain.${key} to false`,
    );
  }
  return {
    fraction,
    leastComponents: wholeNumbers(config, key)('leastComponents', 2),
    rememberMs: duration(config, `${key}.remember`, 30 * DAY),
  };
}

/**
 * A thread whose heap is full in the midst of parsing JSON, or of doubling a
 * large table, takes the whole process with it. So the heap must hold what the
 * engine lets through: 512 MiB of values, 128 MiB more of a file beside it,
 * the texts of both (two bytes for each character) and 64 MiB of code.
 */
function leastMemory(fileBytes: number): number {
  return 64 + 512 + 128 + Math.ceil((4 * fileBytes) / MIB);
}

function checkMemory({ fileBytes, fileMemoryMb }: ScanningOptions['limits']) {
  const least = leastMemory(fileBytes);
  if (fileMemoryMb < least) {
    throw new InputError(
      `supplyChain.scanning.limits.fileMemory must be at least ${least} (MiB) for files of ${fileBytes} bytes`,
    );
  }
}
