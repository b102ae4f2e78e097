import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { AdvisorySourceStatus } from '@safety-curtain/plugin-supply-chain-common';
import type { AdvisorySource } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toBoolean, toDate, toText } from '../../database/dialect';
import { withLease } from '../../database/leases';
import { inTransaction } from '../../database/transactions';
import { visibleMessage } from '../../messages/visibleMessage';
import type { AdvisoryAgeBounds } from '../../outside/feeds/options';
import type { ExploitFeed } from '../../outside/feeds/exploitFeeds';
import type {
  LastReading,
  Upstream,
  UpstreamResult,
} from '../../outside/feeds/upstream';
import { bringFindingsInStep } from '../../records/findings/findingUpdates';
import { queueScoringOf } from '../../records/scoring/queue';
import {
  dataState,
  readAdvisorySource,
} from '../../views/vulnerabilities/sourceViews';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';
import { isPast, ofFeed, ofSource } from './upstreams';
import type { DbAdvisorySourcesRow } from '../../database/tables';
import { nextTick } from '../../settings/cron';

const LEASE_MS = 60_000;
const FIRST_RETRY_MS = 60_000;

/**
 * Reads advisory sources, exploit feeds and vendors' VEX when they are due. Each is read by one
 * replica at a time. A source that fails keeps its last data in use, shows its
 * error, and is tried again.
 */
export class AdvisoryRefresher {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #refreshMs: number;
  readonly #refreshCron?: string;
  readonly #upstreams: Upstream[];
  readonly #onFindings: (targetIds: Set<number>) => void;
  readonly #telemetry: Telemetry;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    refreshMs: number;
    /** In UTC, in the place of `refreshMs`. */
    refreshCron?: string;
    staleAfterMs: AdvisoryAgeBounds;
    sources: AdvisorySource[];
    feeds: ExploitFeed[];
    /** What else is read when it is due: places of VEX documents. */
    others?: Upstream[];
    /** Told which targets' findings an update changed. */
    onFindings?: (targetIds: Set<number>) => void;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#refreshMs = options.refreshMs;
    this.#refreshCron = options.refreshCron;
    this.#onFindings = options.onFindings ?? (() => undefined);
    this.#telemetry = options.telemetry ?? noTelemetry;
    const { sources, feeds, staleAfterMs } = options;
    const context = {
      knex: this.#knex,
      logger: this.#logger,
      telemetry: this.#telemetry,
      onFindings: this.#onFindings,
    };
    this.#upstreams = [
      ...sources.map(source => ofSource(source, context, staleAfterMs)),
      ...feeds.map(feed => ofFeed(feed, context, staleAfterMs)),
      ...(options.others ?? []),
    ];
  }

  /**
   * Makes the configured sources known; others are no longer in use. One that
   * is read from elsewhere than before, or again after a time out of use, is
   * due now and read from its start; none waits longer than the configured time.
   */
  async register(): Promise<void> {
    for (const upstream of this.#upstreams) await this.#register(upstream);
    await this.#knex('advisory_sources')
      .whereNotIn(
        'id',
        this.#upstreams.map(upstream => upstream.id),
      )
      .update({ active: false });
  }

  async #register(upstream: Upstream): Promise<void> {
    const { id, kind, title, location } = upstream;
    const now = new Date();
    const known = await this.#knex('advisory_sources')
      .where('id', id)
      .first('kind', 'location', 'active');
    const moved = known && (known.kind !== kind || known.location !== location);
    const row = {
      id,
      kind,
      title,
      location,
      example: upstream.example,
      stale_after_seconds:
        upstream.staleAfterMs === undefined
          ? null
          : Math.ceil(upstream.staleAfterMs / 1000),
      active: true,
    };
    await this.#knex('advisory_sources')
      .insert({ ...row, next_refresh_at: now })
      .onConflict('id')
      .merge({
        ...row,
        ...(moved && { state: null, attempts: 0, error: null }),
        ...((moved || !toBoolean(known?.active ?? true)) && {
          next_refresh_at: now,
        }),
      });
    const latest = new Date(now.getTime() + this.#waitOf(upstream));
    await this.#knex('advisory_sources')
      .where('id', id)
      .where('next_refresh_at', '>', latest)
      .update({ next_refresh_at: latest });
  }

  /** How long from now until a source is read again. */
  #waitOf({ refreshMs }: Upstream): number {
    if (refreshMs !== undefined) return refreshMs;
    if (this.#refreshCron === undefined) return this.#refreshMs;
    const now = new Date();
    return nextTick(this.#refreshCron, now).getTime() - now.getTime();
  }

  /** Makes a source due now. */
  async request(id: string): Promise<void> {
    const updated = await this.#knex('advisory_sources')
      .where({ id, active: true })
      .update({ next_refresh_at: new Date() });
    if (updated === 0) throw new NotFoundError(`No advisory source '${id}'`);
  }

  /** Reads every source that is due. */
  async refreshDue(signal?: AbortSignal): Promise<void> {
    // What a stopped replica had left undone.
    await this.#bringFindingsInStep(signal);
    for (const upstream of this.#upstreams) {
      if (signal?.aborted) return;
      await withLease(
        this.#knex,
        `advisories:${upstream.id}`,
        { leaseMs: LEASE_MS, signal },
        held => this.#refreshIfDue(upstream, held),
      );
    }
  }

  async #bringFindingsInStep(signal?: AbortSignal) {
    const { targetIds } = await bringFindingsInStep(this.#knex, {
      signal,
      telemetry: this.#telemetry,
    });
    if (targetIds.size > 0) this.#onFindings(targetIds);
  }

  async #refreshIfDue(upstream: Upstream, signal: AbortSignal) {
    const row = await this.#knex('advisory_sources')
      .where('id', upstream.id)
      .first();
    const now = new Date();
    if (!row || (row.next_refresh_at && toDate(row.next_refresh_at) > now)) {
      return;
    }
    // A request that comes while the source is read sets the time again.
    await this.#knex('advisory_sources')
      .where('id', upstream.id)
      .update({ last_attempt_at: now, next_refresh_at: null });
    try {
      const before = await readAdvisorySource(this.#knex, upstream.id);
      const result = await upstream.refresh(lastReading(row, upstream), signal);
      await this.#keep(upstream, result);
      if (result.error) throw result.error;
      await this.#succeeded(upstream, before);
    } catch (error) {
      if (signal.aborted) return;
      await this.#failed(upstream, row.attempts + 1, error as Error);
    }
  }

  async #keep(upstream: Upstream, result: UpstreamResult) {
    const { state, dataAsOf, oldestPart, rejected, records } = result;
    const { wholeRecords, error, documents, unmatched, modelVersion } = result;
    const changes = {
      ...(documents !== undefined && {
        documents,
        unmatched: unmatched ?? null,
      }),
      ...(state && {
        state: JSON.stringify(state),
        model_version: modelVersion ?? null,
      }),
      ...(rejected !== undefined && { rejected }),
      // Of a source that is not whole, some of the data is still as old as it was.
      ...(!error &&
        isPast(dataAsOf) && {
          data_as_of: dataAsOf,
          oldest_part: oldestPart ?? null,
        }),
      ...(records !== undefined && { records }),
      ...(!error &&
        wholeRecords !== undefined && {
          whole_records: wholeRecords,
          whole_location: upstream.location,
        }),
    };
    if (Object.keys(changes).length === 0) return;
    await this.#knex('advisory_sources')
      .where('id', upstream.id)
      .update(changes);
  }

  /** Where the data was missing or stale, checks could not answer: they are asked again. */
  async #succeeded(upstream: Upstream, before: AdvisorySourceStatus) {
    const { id, kind } = upstream;
    await inTransaction(this.#knex, async trx => {
      const now = new Date();
      await trx('advisory_sources')
        .where('id', id)
        .update({
          last_success_at: now,
          next_refresh_at: this.#unlessRequested(this.#waitOf(upstream)),
          attempts: 0,
          error: null,
        });
      const after = await readAdvisorySource(trx, id);
      // No check asks for these.
      if (kind === 'epss' || kind === 'vex') return;
      if (dataState(before) === dataState(after)) return;
      const scored = trx('scorecard_queue').select('target_id as id');
      await queueScoringOf(trx, scored, now);
    });
  }

  async #failed(upstream: Upstream, attempts: number, error: Error) {
    const wait = Math.min(
      FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10),
      this.#waitOf(upstream),
    );
    this.#logger.warn(
      `Advisory source '${upstream.id}' could not be read; its last data stays in use`,
      error,
    );
    await this.#knex('advisory_sources')
      .where('id', upstream.id)
      .update({
        attempts,
        error: toText(visibleMessage(error), 1000),
        next_refresh_at: this.#unlessRequested(wait),
      });
  }

  #unlessRequested(waitMs: number): Knex.Raw {
    return this.#knex.raw('coalesce(next_refresh_at, ?)', [
      new Date(Date.now() + waitMs),
    ]);
  }
}

/** What is known of a source of another place says nothing about this one. */
function lastReading(
  row: DbAdvisorySourcesRow,
  { location }: Upstream,
): LastReading {
  const same = row.whole_location === location;
  return {
    state: row.state ? JSON.parse(row.state) : undefined,
    wholeRecords: same ? row.whole_records ?? undefined : undefined,
  };
}
