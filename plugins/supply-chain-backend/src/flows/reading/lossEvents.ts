import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  type SuddenLossEvent,
  suddenLossTopic,
} from '@safety-curtain/plugin-supply-chain-node';
import type { NewLoss } from '../../records/inventory/suddenLoss';

/** Told of losses of an entity's files, once they are stored. */
export type TellLosses = (entityRef: string, losses: NewLoss[]) => void;

/** Publishes losses as events. They are stored: that an event is lost, loses nothing. */
export function lossPublisher(
  events: EventsService,
  logger: LoggerService,
): TellLosses {
  return (entityRef, losses) => {
    for (const { manifest, before, after, since } of losses) {
      const eventPayload: SuddenLossEvent = {
        entityRef,
        manifest,
        before,
        after,
        since: since.toISOString(),
      };
      events
        .publish({ topic: suddenLossTopic, eventPayload })
        .catch(error =>
          logger.warn(`A sudden loss of ${entityRef} was not told`, error),
        );
    }
  };
}
