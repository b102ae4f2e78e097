/**
 * The signal channel on which scans tell that they have moved. Signals reach
 * everybody who is signed in, whatever they may read, so messages name no
 * entity: a scan's id is random, and whoever knows it has it from the API.
 *
 * @public
 */
export const SCAN_SIGNAL_CHANNEL = 'supply-chain:scan';

/** A message on {@link SCAN_SIGNAL_CHANNEL}. @public */
export type ScanSignal = {
  scanId: string;
  finished: boolean;
};
