import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type {
  SupplyChainChange,
  SupplyChainChanges,
} from '@safety-curtain/plugin-supply-chain-node';
import { readTellOptions } from '../flows/tell/options';
import { Teller } from '../flows/tell/Teller';

/**
 * Where notifications go in tests: as the backend of notifications, it keeps
 * one for each recipient and scope.
 */
export class Inbox {
  /** All that was sent, in its order. */
  readonly sent: NotificationSendOptions[] = [];
  /** Changes in the order of events, and how many events there were. */
  readonly events: SupplyChainChange[] = [];
  eventCount = 0;
  /** Asked before each sending, by how many were sent. */
  beforeSend: (count: number) => void = () => undefined;
  afterSend: (count: number) => void = () => undefined;

  readonly notifications = {
    send: async (options: NotificationSendOptions) => {
      this.beforeSend(this.sent.length);
      this.sent.push(options);
      this.afterSend(this.sent.length);
    },
  };

  /** What recipients see: group, scope and title; the last of each scope. */
  seen(): string[] {
    const last = new Map<string, string>();
    for (const { recipients, payload } of this.sent) {
      const group = 'entityRef' in recipients ? recipients.entityRef : '*';
      last.set(
        `${group} ${payload.scope}`,
        `${String(group).replace('group:default/', '')}: ${payload.topic}: ${
          payload.title
        }`,
      );
    }
    return [...last.values()].sort();
  }
}

/** Tells what is due, as the task does. */
export function tell(
  knex: Knex,
  inbox: Inbox,
  options: JsonObject = {},
  now?: Date,
): Promise<number> {
  const teller = new Teller({
    knex,
    logger: mockServices.logger.mock(),
    events: {
      publish: async ({ eventPayload }) => {
        inbox.eventCount += 1;
        inbox.events.push(...(eventPayload as SupplyChainChanges).changes);
      },
    },
    notifications: inbox.notifications,
    tell: readTellOptions(new ConfigReader({ tell: options })),
  });
  return teller.tellDue(new AbortController().signal, now);
}
