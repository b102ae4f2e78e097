import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { Knex } from 'knex';
import { inChunks, toText } from '../../database/dialect';
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

/** What is known of an act only when it is done: what it was about, a row each. */
export type AuditedOutcome = Pick<AuditedAct, 'entityRef' | 'meta'>;

/** Of what an act was about, how much Backstage's auditor is told; the database keeps all. */
const MOST_TOLD = 100;

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

  /**
   * Does something and records how it went.
   *
   * @param outcomesOf - what it was about, where only its result says so: each
   * is kept as a row of its own, for exports of that entity
   */
  async during<T>(
    act: AuditedAct,
    work: () => Promise<T>,
    outcomesOf?: (result: T) => AuditedOutcome[],
  ): Promise<T> {
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
      await this.#keep([act], act, 'failure');
      await event.fail({ error: visibleError(error) });
      throw error;
    }
    const outcomes = outcomesOf?.(result) ?? [];
    const acts = outcomes.map(({ entityRef, meta: more }) => ({
      entityRef,
      meta: { ...act.meta, ...more },
    }));
    await this.#keep(acts.length > 0 ? acts : [act], act, 'success');
    const told = outcomes
      .slice(0, MOST_TOLD)
      .map(({ entityRef, meta: more }) => ({ ...maskAll(more), entityRef }));
    await event.success(
      told.length > 0 ? { meta: { about: told } } : undefined,
    );
    return result;
  }

  /** What could not be kept must not undo what was done. */
  async #keep(
    acts: AuditedOutcome[],
    { request, eventId }: AuditedAct,
    outcome: 'success' | 'failure',
  ) {
    try {
      const actor = actorOf(await this.#credentials(request));
      const at = new Date();
      for await (const chunk of inChunks(acts, 200)) {
        await this.#knex('audit_events').insert(
          chunk.map(({ entityRef, meta }) => ({
            at,
            event: eventId,
            actor,
            entity_ref: entityRef ? toText(entityRef, 200) : null,
            outcome,
            meta: JSON.stringify(maskAll(meta ?? {})),
          })),
        );
      }
    } catch (error) {
      this.#logger.error(
        `The audit event '${eventId}' was not kept`,
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
