import {
  createExtensionPoint,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

/** @public */
export interface AdvisorySourceReadOptions {
  /** What the last successful read left: etags and cursors. */
  state?: JsonObject;
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
      /**
       * Called when every record is stored. With an `error`, what was read
       * counts, and the source is shown as failing and tried again.
       */
      done(): { state: JsonObject; dataAsOf?: Date; error?: Error };
    };

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
