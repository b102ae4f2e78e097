import { EnginePool } from '../engines/EnginePool';
import { CheckPool } from '../flows/score/CheckPool';
import type { Ground } from './ground';

export type Pools = ReturnType<typeof createPools>;

/** The processes in which what strangers wrote is read, and checks are asked. */
export function createPools({ options, telemetry }: Ground) {
  return {
    pool: new EnginePool({
      processes: options.scanning.threads,
      timeoutMs: options.scanning.limits.fileTimeoutMs,
      memoryMb: options.scanning.limits.fileMemoryMb,
      telemetry,
    }),
    // A process with more room: uploads are larger, and scans go on.
    uploadPool: new EnginePool({
      processes: 1,
      ...options.archive.upload,
      telemetry,
    }),
    checkPool: new CheckPool({
      timeoutMs: options.scorecards.checkTimeoutMs,
    }),
  };
}
