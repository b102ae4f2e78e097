import type { LoggerService } from '@backstage/backend-plugin-api';
import { MetadataSourcePausedError } from '@safety-curtain/plugin-supply-chain-node';
import {
  type Evidence,
  notChecked,
  type Provenance,
} from '@safety-curtain/provenance';
import type { Knex } from 'knex';
import limit from 'p-limit';
import { withLease } from '../../database/leases';
import type { EnginePool } from '../../engines/EnginePool';
import type {
  GatheredEvidence,
  ProvenanceRegistry,
} from '../../outside/registries/provenance/ProvenanceRegistry';
import {
  type AskedComponent,
  storeProvenance,
} from '../../records/provenance/componentProvenance';
import {
  claimComponents,
  type ClaimedComponent,
  extendProvenanceLeases,
  returnComponents,
} from '../../records/provenance/provenanceQueue';
import { settleUnasked } from '../../records/provenance/unaskedProvenance';
import {
  explain,
  keepTally,
  pausedSources,
  SourceTally,
} from '../../records/registries/metadataSources';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import { judgeDue } from './judgeServices';
import type { ProvenanceOptions } from './options';
import { queueFormer, registerProvenance } from './registerProvenance';

/** Package versions that are asked about together. */
const BATCH = 40;
const LEASE_MS = 60_000;

/**
 * Keeps in step where packages come from: asks registries for attestations,
 * has them verified, and brings the findings of services in step. All replicas
 * share the work; each package version is asked about by one of them.
 */
export class ProvenanceRefresher {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #options: ProvenanceOptions;
  readonly #registries: readonly ProvenanceRegistry[];
  readonly #pool: Pick<EnginePool, 'verifyProvenance'>;
  readonly #telemetry: Telemetry;
  readonly #inTurn: ReturnType<typeof limit>;
  readonly #leaseMs: number;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    provenance: ProvenanceOptions;
    registries: readonly ProvenanceRegistry[];
    pool: Pick<EnginePool, 'verifyProvenance'>;
    concurrency: number;
    telemetry?: Telemetry;
    leaseMs?: number;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#options = options.provenance;
    this.#registries = options.registries;
    this.#pool = options.pool;
    this.#telemetry = options.telemetry ?? noTelemetry;
    this.#inTurn = limit(options.concurrency);
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /** Compares what is trusted and asked for with what was; to be called before `refresh`. */
  async register(): Promise<void> {
    await registerProvenance(this.#knex, this.#options, this.#ecosystems());
  }

  /** Does all that is due. */
  async refresh(signal: AbortSignal): Promise<void> {
    // A replica that is being replaced may have gone by what it was configured with.
    await this.register();
    await queueFormer(this.#knex, this.#options, signal);
    if (this.#options.enabled) {
      const asked = this.#ecosystems();
      while (!signal.aborted && (await settleUnasked(this.#knex, asked)));
      while (!signal.aborted && (await this.#askSome(signal)));
    }
    await withLease(
      this.#knex,
      'provenance',
      { leaseMs: this.#leaseMs, signal },
      held =>
        judgeDue(
          this.#knex,
          { ...this.#options, telemetry: this.#telemetry },
          held,
        ),
    );
  }

  /** Those of which somebody is asked. */
  #ecosystems(): string[] {
    return this.#registries.map(({ ecosystem }) => ecosystem);
  }

  /** Asks about some package versions; false where none is due. */
  async #askSome(signal: AbortSignal): Promise<boolean> {
    const paused = await pausedSources(this.#knex, new Date());
    const open = this.#registries.filter(({ id }) => !paused.has(id));
    if (open.length === 0) return false;
    const { ticket, components } = await claimComponents(this.#knex, {
      ecosystems: open.map(({ ecosystem }) => ecosystem),
      limit: BATCH,
      leaseMs: this.#leaseMs,
    });
    if (components.length === 0) return false;
    const renewal = setInterval(() => {
      extendProvenanceLeases(this.#knex, ticket, this.#leaseMs).catch(
        () => undefined,
      );
    }, this.#leaseMs / 3);
    try {
      const tallies = new Map(open.map(({ id }) => [id, new SourceTally()]));
      const asked = await Promise.all(
        components.map(component =>
          this.#inTurn(() => this.#ask(component, tallies, signal)),
        ),
      );
      await this.#keepTallies(tallies);
      await storeProvenance(this.#knex, ticket, asked);
      return true;
    } catch (error) {
      await returnComponents(this.#knex, ticket).catch(() => undefined);
      if (signal.aborted) return false;
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  async #ask(
    component: ClaimedComponent,
    tallies: ReadonlyMap<string, SourceTally>,
    signal: AbortSignal,
  ): Promise<AskedComponent> {
    // What a qualifier names is elsewhere than in the registry.
    if (component.purl.includes('?')) {
      const provenance = notChecked('It does not come from a registry.');
      return { component, provenance };
    }
    if (component.version === '') {
      const provenance = notChecked('Its exact version is not known.');
      return { component, provenance };
    }
    const { ecosystem } = component;
    const registry = this.#registries.find(one => one.ecosystem === ecosystem)!;
    const tally = tallies.get(registry.id)!;
    if (tally.resumesAt) return { component, resumesAt: tally.resumesAt };
    try {
      signal.throwIfAborted();
      const found = await registry.gather(component, signal);
      tally.succeeded++;
      if ('outcome' in found) {
        return { component, provenance: { ...found, attestations: [] } };
      }
      return { component, provenance: await this.#verify(found, signal) };
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof MetadataSourcePausedError) {
        tally.pause(error, error.resumesAt);
        return { component, resumesAt: error.resumesAt };
      }
      tally.fail(error as Error);
      return { component, error: explain(error as Error) };
    }
  }

  async #verify(
    { evidence, leftOut }: Extract<GatheredEvidence, { evidence: Evidence[] }>,
    signal: AbortSignal,
  ): Promise<Provenance> {
    const { trust } = this.#options;
    const answer = await this.#pool.verifyProvenance(
      { evidence, trust },
      signal,
    );
    if ('error' in answer) {
      return notChecked(`It could not be verified. ${answer.error}`);
    }
    const { provenance } = answer;
    // What was not looked at may not hold.
    return leftOut && provenance.outcome === 'verified'
      ? notChecked(leftOut)
      : provenance;
  }

  async #keepTallies(tallies: ReadonlyMap<string, SourceTally>): Promise<void> {
    for (const [id, tally] of tallies) {
      if (tally.error) {
        this.#logger.warn(
          `Provenance from '${id}': ${tally.failed} questions failed, ${tally.succeeded} were answered: ${tally.error}`,
        );
      }
      await keepTally(this.#knex, id, tally, new Date());
    }
  }
}
