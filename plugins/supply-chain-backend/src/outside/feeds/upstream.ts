import type { JsonObject } from '@backstage/types';
import type { AdvisorySourceStatus } from '@safety-curtain/plugin-supply-chain-common';

/** One source or feed, with how it is read. */
export interface Upstream {
  id: string;
  kind: AdvisorySourceStatus['kind'];
  title: string;
  location: string;
  example: boolean;
  /** How old its data may be; any age where undefined. */
  staleAfterMs?: number;
  /** How often it is read, where it has a time of its own. */
  refreshMs?: number;
  refresh(last: LastReading, signal: AbortSignal): Promise<UpstreamResult>;
}

/** What the last good reading of an upstream left. */
export interface LastReading {
  state?: JsonObject;
  /** How many records a whole reading from the same place gave. */
  wholeRecords?: number;
}

/** How reading an upstream went. */
export interface UpstreamResult {
  state?: JsonObject;
  dataAsOf?: Date;
  /** What is that old; by default, all of it. */
  oldestPart?: string;
  rejected?: number;
  /** All that there are now, where the upstream says so. */
  records?: number;
  /** The same, where all of them were read just now. */
  wholeRecords?: number;
  /** Of scores: by which model they were made. */
  modelVersion?: string;
  /** Of a place of VEX: its documents, and their statements that no finding meets. */
  documents?: number;
  unmatched?: number;
  /** What could not be read; the rest was, and is kept. */
  error?: Error;
}
