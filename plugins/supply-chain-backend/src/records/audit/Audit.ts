import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import { maskAll } from '../../messages/secrets';
import { visibleError } from '../../messages/visibleMessage';

/** An act worth keeping. */
export interface AuditedAct {
  eventId: string;
  severityLevel?: 'low' | 'medium' | 'high' | 'critical';
  request: Request;
  entityRef?: string;
  meta?: JsonObject;
}

/**
 * Tells Backstage's auditor who did what, and keeps it in the database as
 * well: an export of the archive has the log of its scope.
 */
export class Audit {
  readonly #auditor: AuditorService;
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #credentials: (request: Request) => Promise<BackstageCredentials>;

  constructor(options: {
    auditor: AuditorService;
    knex: Knex;
    logger: LoggerService;
    credentials: (request: Request) => Promise<BackstageCredentials>;
  }) {
    this.#auditor = options.auditor;
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#credentials = options.credentials;
  }

  /** Does something and records how it went. */
  async during<T>(act: AuditedAct, work: () => Promise<T>): Promise<T> {
    const { eventId, severityLevel = 'medium', request } = act;
    const meta = { ...maskAll(act.meta), entityRef: act.entityRef };
    const event = await this.#auditor.createEvent({
      eventId,
      severityLevel,
      request,
      meta,
    });
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await this.#keep(act, 'failure');
      await event.fail({ error: visibleError(error) });
      throw error;
    }
    await this.#keep(act, 'success');
    await event.success();
    return result;
  }

  /** What could not be kept must not undo what was done. */
  async #keep(act: AuditedAct, outcome: 'success' | 'failure') {
    try {
      const credentials = await this.#credentials(act.request);
      await this.#knex('audit_events').insert({
        at: new Date(),
        event: act.eventId,
        actor: actorOf(credentials),
        entity_ref: act.entityRef ? toText(act.entityRef, 200) : null,
        outcome,
        meta: JSON.stringify(maskAll(act.meta ?? {})),
      });
    } catch (error) {
      this.#logger.error(
        `The audit event '${act.eventId}' was not kept`,
        error as Error,
      );
    }
  }
}

/** Who it is: the entity ref of a user, or the subject of a service. */
export function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return toText(principal.userEntityRef ?? principal.subject ?? 'unknown', 200);
}
