import { LockWait, lockWaits } from '../database/locks';
import type { Telemetry } from './Telemetry';

/** Has waits for locks measured. @returns ends it */
export function observeLockWaits(telemetry: Telemetry): () => void {
  const listen = (message: unknown) => {
    const { lock, mode, seconds } = message as LockWait;
    telemetry.record('lockWait', seconds, { lock, mode });
  };
  lockWaits.subscribe(listen);
  return () => lockWaits.unsubscribe(listen);
}
