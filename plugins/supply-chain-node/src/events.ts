/**
 * The topic of Backstage's events service for files that suddenly lost most of
 * their components, as `supplyChain.scanning.suddenLoss` has it. An event is
 * published once for each loss, after it is stored; a file that stays short is
 * not told of again.
 *
 * @public
 */
export const suddenLossTopic = 'supply-chain.sudden-loss';

/** The payload of an event of {@link suddenLossTopic}. @public */
export interface SuddenLossEvent {
  /** Of whom: `component:default/shop`. */
  entityRef: string;
  /** The file's path below the source of the entity, or `upload:` and the upload's name. */
  manifest: string;
  /** Components at the file's last good reading. */
  before: number;
  /** Components now. */
  after: number;
  /** When it was read so, ISO 8601. */
  since: string;
}
