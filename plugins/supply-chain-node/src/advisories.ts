import {
  createExtensionPoint,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { HumanDuration, JsonObject } from '@backstage/types';

/** @public */
export interface AdvisorySourceReadOptions {
  /** What the last successful read left: etags and cursors. */
  state?: JsonObject;
  /** Ecosystems of packages in use, in OSV's words and without releases. */
  ecosystems?: readonly string[];
  signal: AbortSignal;
  logger: LoggerService;
}

/** @public */
export type AdvisorySourceReadResult =
  | { unchanged: true; dataAsOf?: Date }
  | {
      unchanged: false;
      /** OSV records, unchecked. Read to its end before `done` is called. */
      records: AsyncIterable<unknown>;
      /** Called when every record is stored. */
      done(): AdvisorySourceReading;
    };

/** How reading a source went. @public */
export interface AdvisorySourceReading {
  state: JsonObject;
  /** How old the data is; by default, its newest record says so. */
  dataAsOf?: Date;
  /** Which part is that old, where parts of the source have ages of their own. */
  oldestPart?: string;
  /**
   * Whether the records were all that the source has, not only what changed.
   * Where far fewer come than at the last such reading, the source is shown as
   * failing.
   */
  whole?: boolean;
  /**
   * What was read counts, and the source is shown as failing and tried again.
   */
  error?: Error;
}

/**
 * A place that OSV records come from.
 *
 * @public
 */
export interface AdvisorySource {
  /** Stays the same; shown to people. */
  readonly id: string;
  readonly title: string;
  /** For people: an address without credentials, or a path. */
  readonly location: string;
  /** Data to try things out with, never current, and shown as such. */
  readonly example?: boolean;
  /** How old its data may be before it is stale; by default, as configured. */
  readonly staleAfter?: HumanDuration;
  /**
   * The least share, from 0 to 1, of the records of the last whole reading that
   * a whole reading has; with fewer it fails, as if cut short. Default: 0.8.
   */
  readonly leastKept?: number;
  read(options: AdvisorySourceReadOptions): Promise<AdvisorySourceReadResult>;
}

/** @public */
export interface SupplyChainAdvisoriesExtensionPoint {
  addAdvisorySource(...sources: AdvisorySource[]): void;
}

/** Adds places that OSV records come from. @public */
export const supplyChainAdvisoriesExtensionPoint =
  createExtensionPoint<SupplyChainAdvisoriesExtensionPoint>({
    id: 'supply-chain.advisories',
  });
