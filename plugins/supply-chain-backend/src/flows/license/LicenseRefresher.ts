import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PackageMetadataSource } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import limit from 'p-limit';
import { markPendingComponents } from './markPendingComponents';
import { withLease } from '../../database/leases';
import { Questions } from './askSources';
import { registerExceptions } from './configuredExceptions';
import { settleClaims } from '../../records/licenses/claims';
import { endCurations } from '../../records/licenses/curations';
import {
  claimPackages,
  extendLeases,
  returnPackages,
} from '../../records/licenses/factsQueue';
import {
  keepTally,
  pausedSources,
  registerSources,
} from '../../records/registries/metadataSources';
import type { LicenseOptions } from '../../records/licenses/options';
import {
  PolicyChange,
  registerPolicies,
} from '../../records/licenses/policyStore';
import { judgeAnew, resolveRest } from './rejudge';
import { storeFacts } from './storeFacts';

/** Packages that are asked about together. */
const BATCH = 40;
const LEASE_MS = 60_000;

/**
 * Keeps licenses up to date in the background: asks registries for what is not
 * known, judges anew where a policy changed, ends curations that ran out. All
 * replicas share the work; each package is asked about by one of them.
 */
export class LicenseRefresher {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #licenses: LicenseOptions;
  readonly #sources: readonly PackageMetadataSource[];
  readonly #limits: Map<string, ReturnType<typeof limit>>;
  readonly #leaseMs: number;
  readonly #onPolicyChange: (change: PolicyChange) => Promise<void>;
  /** Sources only change when a portal starts. */
  #aligned = false;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    licenses: LicenseOptions;
    sources: readonly PackageMetadataSource[];
    leaseMs?: number;
    /** Told of policies that are no longer as they were. */
    onPolicyChange?: (change: PolicyChange) => Promise<void>;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#licenses = options.licenses;
    this.#sources = options.sources;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#onPolicyChange = options.onPolicyChange ?? (async () => undefined);
    this.#limits = new Map(
      this.#sources.map(({ id, concurrency }) => [id, limit(concurrency)]),
    );
  }

  /** Makes policies and sources known; to be called before anything is judged. */
  async register(): Promise<void> {
    const changed = await registerPolicies(this.#knex, this.#licenses.policies);
    for (const change of changed) await this.#onPolicyChange(change);
    await registerExceptions(this.#knex, this.#licenses.exceptions);
    await registerSources(this.#knex, this.#sources);
  }

  /** Does all that is due. */
  async refresh(signal: AbortSignal): Promise<void> {
    await withLease(
      this.#knex,
      'licenses',
      { leaseMs: this.#leaseMs, signal },
      async held => {
        await endCurations(this.#knex, new Date());
        await settleClaims(this.#knex, held);
        await resolveRest(this.#knex, held);
        if (!this.#aligned) {
          await markPendingComponents(this.#knex, held);
          this.#aligned = true;
        }
        await judgeAnew(this.#knex, held);
      },
    );
    while (!signal.aborted && (await this.#askSome(signal)));
  }

  /** Asks about some packages; false where none is due. */
  async #askSome(signal: AbortSignal): Promise<boolean> {
    const before = await pausedSources(this.#knex, new Date());
    const open = this.#sources.filter(source => !before.has(source.id));
    const ecosystems = [...new Set(open.flatMap(source => source.ecosystems))];
    if (ecosystems.length === 0) return false;
    const { ticket, packages } = await claimPackages(this.#knex, {
      ecosystems,
      limit: BATCH,
      leaseMs: this.#leaseMs,
    });
    if (packages.length === 0) return false;
    const renewal = setInterval(() => {
      extendLeases(this.#knex, ticket, this.#leaseMs).catch(() => undefined);
    }, this.#leaseMs / 3);
    try {
      const questions = new Questions({
        sources: this.#sources,
        limits: this.#limits,
        paused: before,
        signal,
      });
      const asked = await questions.ask(this.#knex, packages);
      await this.#keepTallies(questions);
      const paused = await pausedSources(this.#knex, new Date());
      await storeFacts(this.#knex, ticket, asked, this.#sources, paused);
      return true;
    } catch (error) {
      await returnPackages(this.#knex, ticket).catch(() => undefined);
      if (signal.aborted) return false;
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  async #keepTallies({ tallies }: Questions): Promise<void> {
    for (const [id, tally] of tallies) {
      if (tally.error) {
        this.#logger.warn(
          `Package metadata source '${id}': ${tally.failed} questions failed, ${tally.succeeded} were answered: ${tally.error}`,
        );
      }
      await keepTally(this.#knex, id, tally, new Date());
    }
  }
}
