import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  changesTopic,
  type SupplyChainChange,
  type SupplyChainChanges,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import type { DbNoticesRow } from '../../database/tables';
import { visibleMessage } from '../../messages/visibleMessage';
import { messagesOf } from './messages';
import { type News, readNews } from './news';
import { readNoticeDecisions, readNoticeFacts } from './noticeFacts';
import { dueTime, isStanding, noticesOf, withoutDetours } from './noticesOf';
import {
  deferNotices,
  dueNotices,
  forgetNotices,
  settleNotices,
  turnIntoNotices,
} from './noticeStore';
import type { TellOptions } from './options';
import { noteWhatTimeBrings } from './watch';

/** What happened that is looked at together. */
const PIECE = 1000;
/** Changes of one event. */
const CHANGES = 100;
/** Groups, and what is due for them, that are told together. */
const GROUPS = 10;
const NOTICES = 20_000;
/** After so many failures one after another, the other end is left alone. */
const FAILURES = 3;

/**
 * Tells people what happened. It goes through two tables: what happened
 * (`outbox`) becomes what groups are told (`notices`) in one transaction, and a
 * notice goes after it was sent. Where the process ends in between, what was
 * sent is sent again, which updates the notification that is there.
 */
export class Teller {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #events: Pick<EventsService, 'publish'>;
  readonly #notifications: NotificationService;
  readonly #tell: TellOptions;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    events: Pick<EventsService, 'publish'>;
    notifications: NotificationService;
    tell: TellOptions;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#events = options.events;
    this.#notifications = options.notifications;
    this.#tell = options.tell;
  }

  /** Tells all that is due. Gives how many notifications were sent. */
  async tellDue(signal: AbortSignal, now?: Date): Promise<number> {
    const time = () => now ?? new Date();
    await noteWhatTimeBrings(this.#knex, this.#tell, time());
    for (;;) {
      signal.throwIfAborted();
      const news = await readNews(this.#knex, PIECE);
      if (news.length === 0) break;
      const told = withoutDetours(news);
      await this.#publish(told);
      const notices = noticesOf(told, this.#tell, time());
      await turnIntoNotices(this.#knex, news, notices, time());
    }
    const sent = await this.#send(signal, time);
    // Only now: after a standstill it is tried once more.
    const forgotten = await forgetNotices(this.#knex, time());
    if (forgotten > 0) {
      this.#logger.warn(
        `Gave up ${forgotten} notifications that could not be sent for a week`,
      );
    }
    return sent;
  }

  async #send(signal: AbortSignal, time: () => Date): Promise<number> {
    const knex = this.#knex;
    let sent = 0;
    let failures = 0;
    for (;;) {
      const due = await dueNotices(knex, {
        groups: GROUPS,
        limit: NOTICES,
        now: time(),
      });
      if (due.length === 0) return sent;
      const messages = messagesOf(
        due,
        {
          facts: await readNoticeFacts(knex, due, time()),
          decisions: await readNoticeDecisions(knex, due),
        },
        this.#tell,
      );
      const told = new Set(messages.flatMap(({ notices }) => notices));
      const moot = due.filter(notice => !told.has(notice));
      await settleNotices(knex, moot, time());
      for (const { group, payload, notices } of messages) {
        signal.throwIfAborted();
        try {
          await this.#notifications.send({
            recipients: { type: 'entity', entityRef: group },
            payload,
          });
        } catch (error) {
          failures += 1;
          await this.#defer(notices, error, time());
          if (failures === FAILURES) return sent;
          continue;
        }
        failures = 0;
        sent += 1;
        await settleNotices(knex, notices, this.#nextTime(notices[0], time()));
      }
    }
  }

  /** When what was added while it was told is told. */
  #nextTime({ slot, group_ref: group }: DbNoticesRow, now: Date): Date {
    return dueTime(slot, group, this.#tell, now) ?? now;
  }

  async #defer(
    notices: readonly DbNoticesRow[],
    error: unknown,
    now: Date,
  ): Promise<void> {
    const message = visibleMessage(error);
    if (notices.every(({ attempts }) => attempts === 0)) {
      this.#logger.warn(`A notification could not be sent: ${message}`);
    }
    await deferNotices(this.#knex, notices, message, now);
  }

  /** Whoever listens is told first; what nobody hears keeps nothing waiting. */
  async #publish(news: readonly News[]): Promise<void> {
    const changes = news.flatMap(one => changeOf(one) ?? []);
    for (let from = 0; from < changes.length; from += CHANGES) {
      const eventPayload: SupplyChainChanges = {
        changes: changes.slice(from, from + CHANGES),
      };
      try {
        await this.#events.publish({ topic: changesTopic, eventPayload });
      } catch (error) {
        this.#logger.warn(
          `Changes were not published: ${visibleMessage(error)}`,
        );
      }
    }
  }
}

/** Undefined: what it is about is settled, or gone. */
function changeOf(news: News): SupplyChainChange | undefined {
  const { id, kind, at, detail, entityRef, owners, finding, decision } = news;
  if (!isStanding(news)) return undefined;
  return {
    id,
    at: at.toISOString(),
    kind,
    owners,
    detail,
    ...(entityRef && { entityRef }),
    ...(finding && { finding: publicFinding(finding) }),
    ...(decision && { decision: publicDecision(decision) }),
  };
}

function publicFinding({
  state: _state,
  vulnerabilityId: _id,
  ruleId: _rule,
  ...finding
}: NonNullable<News['finding']>): SupplyChainChange['finding'] {
  return finding;
}

function publicDecision({
  state: _state,
  ...decision
}: NonNullable<News['decision']>): SupplyChainChange['decision'] {
  return decision;
}
