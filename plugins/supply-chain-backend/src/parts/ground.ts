import type {
  AuditorService,
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { SupplyChainOptions } from '../config/config';
import type { Telemetry } from '../telemetry/Telemetry';
import type { Extensions } from './extensions';

/** Services of Backstage that the parts use. */
export interface PartServices {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
  urlReader: UrlReaderService;
}

/** What everything is made from. */
export interface Ground {
  knex: Knex;
  options: SupplyChainOptions;
  services: PartServices;
  added: Extensions;
  telemetry: Telemetry;
}

/** Of what the configuration or a source did by itself. */
export async function tellAuditor(
  { auditor }: PartServices,
  eventId: string,
  meta: JsonObject,
): Promise<void> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'high',
    meta,
  });
  await event.success();
}
