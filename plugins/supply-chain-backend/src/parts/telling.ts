import { Teller } from '../flows/tell/Teller';
import { checkTrackers } from '../flows/tickets/options';
import { Tickets } from '../flows/tickets/Tickets';
import type { Ground } from './ground';

/** What goes to people: notifications, events and tickets. */
export function createTelling({ knex, options, services, added }: Ground) {
  const { logger, events, notifications } = services;
  checkTrackers(options.tickets, added.trackers);
  return {
    tickets: new Tickets({
      knex,
      logger,
      tickets: options.tickets,
      trackers: added.trackers,
    }),
    teller: new Teller({
      knex,
      logger,
      events,
      notifications,
      tell: options.tell,
    }),
  };
}
