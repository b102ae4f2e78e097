/**
 * The signal channel on which scans tell how far they are. Messages name the
 * entity and nothing else that a reader might not be allowed to see: whoever
 * is interested asks the API again.
 *
 * @public
 */
export const SCAN_SIGNAL_CHANNEL = 'supply-chain:scan';

/** A message on {@link SCAN_SIGNAL_CHANNEL}. @public */
export type ScanSignal = {
  entityRef: string;
  scanId: string;
  finished: boolean;
};
