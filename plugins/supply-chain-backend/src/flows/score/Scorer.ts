import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScorecardCheck as AddedCheck } from '@safety-curtain/plugin-supply-chain-node';
import type { DataAge, ServiceFacts } from '@safety-curtain/policy';
import { appliesTo, endOf, scorecardResult } from '@safety-curtain/policy';
import { toText } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import { visibleMessage } from '../../messages/visibleMessage';
import { askChecks } from './askChecks';
import type { CheckPool } from './CheckPool';
import { readExemptions, withExemptions } from './exemptions';
import { FactSources, readFacts, TargetFacts } from './facts/readFacts';
import type { InStep } from './inStep';
import type { OpenSsfFetcher } from './OpenSsfFetcher';
import {
  claimDue,
  ClaimedScoring,
  failClaim,
  lockClaim,
  queueOutdated,
  removeFromQueue,
  settleClaim,
} from '../../records/scoring/queue';
import type { ScorecardSet } from '../../records/results/scorecardSet';
import type { TargetResult } from '../../records/results/result';
import {
  DecidedExemption,
  removeResults,
  storeResults,
} from '../../records/results/storeResults';

/** Targets that are claimed at once: their facts are read together. */
const BATCH = 10;
/** Longer than any batch takes; one that was given up is claimed again after it. */
const LEASE_MS = 5 * 60_000;
const BACKOFF_MS = 60_000;
const LONGEST_BACKOFF_MS = 60 * 60_000;
const MAX_ERROR = 500;

/** The check whose scorecards show OpenSSF's aggregate. */
const OPENSSF_CHECK = 'openssf-score';

/** What scoring needs. */
interface ScorerOptions extends FactSources {
  set: ScorecardSet;
  pool: Pick<CheckPool, 'ask' | 'openSsf'>;
  added: readonly AddedCheck[];
  /** What else follows from facts of a service; kept in step first. */
  inStep: readonly InStep[];
  checkTimeoutMs: number;
  /** A target is asked again after this time at the latest. */
  refreshMs: number;
  openSsf?: Pick<OpenSsfFetcher, 'refresh'>;
  logger: LoggerService;
}

/**
 * Asks the checks of due targets, and stores how they stand; before that, what
 * else follows from their facts, whatever becomes of the checks.
 */
export class Scorer {
  readonly #options: ScorerOptions;
  readonly #added: ReadonlyMap<string, AddedCheck>;

  constructor(options: ScorerOptions) {
    this.#options = options;
    this.#added = new Map(options.added.map(check => [check.id, check]));
  }

  /** Works until nothing is due. Gives how many targets were asked. */
  async scoreDue(signal: AbortSignal): Promise<number> {
    const { knex, set, inStep } = this.#options;
    for (const kept of inStep) await kept.updateAll?.(signal, new Date());
    await queueOutdated(knex, set.version, new Date());
    let asked = 0;
    for (;;) {
      signal.throwIfAborted();
      const claims = await claimDue(knex, { limit: BATCH, leaseMs: LEASE_MS });
      if (claims.length === 0) return asked;
      // A claim is settled after it: whoever dies in between has it done again.
      const ids = claims.map(({ targetId }) => targetId);
      for (const kept of inStep) await kept.update(ids, new Date());
      await this.#scoreClaims(claims, signal);
      asked += claims.length;
    }
  }

  async #scoreClaims(claims: ClaimedScoring[], signal: AbortSignal) {
    const { knex } = this.#options;
    const ids = claims.map(({ targetId }) => targetId);
    let facts: TargetFacts[];
    let exemptions: Map<number, DecidedExemption[]>;
    try {
      await this.#options.openSsf?.refresh(ids, signal);
      facts = await readFacts(this.#options, ids, new Date());
      exemptions = await readExemptions(knex, ids);
    } catch (error) {
      signal.throwIfAborted();
      if (claims.length === 1) {
        await this.#fail(claims[0], error as Error);
        return;
      }
      // Facts are read together: what is damaged of one must not stop the others.
      for (const claim of claims) await this.#scoreClaims([claim], signal);
      return;
    }
    const byTarget = new Map(facts.map(each => [each.targetId, each]));
    for (const claim of claims) {
      const target = byTarget.get(claim.targetId);
      try {
        if (target) {
          await this.#score(
            claim,
            target,
            exemptions.get(claim.targetId) ?? [],
            signal,
          );
        } else {
          await this.#remove(claim.targetId);
        }
      } catch (error) {
        signal.throwIfAborted();
        await this.#fail(claim, error as Error);
      }
    }
  }

  async #score(
    claim: ClaimedScoring,
    { facts }: TargetFacts,
    decided: DecidedExemption[],
    signal: AbortSignal,
  ) {
    const { knex, set, pool, checkTimeoutMs } = this.#options;
    const now = new Date();
    const scorecards = set.scorecards.filter(({ filter }) =>
      appliesTo(filter, facts.entity),
    );
    const answers = await askChecks(
      scorecards,
      facts,
      { set, pool, added: this.#added, timeoutMs: checkTimeoutMs },
      now,
      signal,
    );
    const asksOpenSsf = scorecards.some(({ checks }) =>
      checks.some(({ check }) => check.id === OPENSSF_CHECK),
    );
    const openSsf = asksOpenSsf ? await pool.openSsf(facts, signal) : undefined;
    const critical = set.isCritical(facts.entity);
    const results = scorecards.map((scorecard): TargetResult => {
      const own = withExemptions(scorecard, decided);
      const answered = answers.get(scorecard.name) ?? new Map();
      return {
        scorecard,
        result: scorecardResult(own, facts.entity.ref, answered, now),
        critical,
        openSsf: scorecard.checks.some(
          ({ check }) => check.id === OPENSSF_CHECK,
        )
          ? openSsf
          : undefined,
      };
    });
    const next = this.#nextTime(now, facts, decided, results);
    await inTransaction(knex, async trx => {
      await lockClaim(trx, claim);
      await storeResults(trx, claim.targetId, results, now);
      await settleClaim(trx, claim, next, set.version);
    });
  }

  /** When the answers may change by themselves: exemptions end, and data grows old. */
  #nextTime(
    now: Date,
    { vulnerabilityData }: ServiceFacts,
    decided: DecidedExemption[],
    results: readonly TargetResult[],
  ): Date {
    const expiries = [
      ...decided,
      ...results.flatMap(({ result }) =>
        result.checks.flatMap(({ exempted }) => exempted ?? []),
      ),
    ].map(({ expires }) => endOf(expires));
    const ages = Object.values(vulnerabilityData ?? {}).flatMap(
      // In the millisecond itself it is not yet stale.
      ({ staleAt }: DataAge) => (staleAt ? [Date.parse(staleAt) + 1] : []),
    );
    const ends = [...expiries, ...ages].filter(end => end > now.getTime());
    return new Date(Math.min(now.getTime() + this.#options.refreshMs, ...ends));
  }

  async #remove(targetId: number) {
    await inTransaction(this.#options.knex, async trx => {
      await removeResults(trx, [targetId]);
      await removeFromQueue(trx, [targetId]);
    });
  }

  /** What was answered before stands; it is asked again, later each time. */
  async #fail(claim: ClaimedScoring, error: Error) {
    const { knex, logger } = this.#options;
    const wait = Math.min(BACKOFF_MS * 2 ** claim.attempts, LONGEST_BACKOFF_MS);
    logger.warn(
      `Scorecards of target ${claim.targetId} could not be asked`,
      error,
    );
    await failClaim(
      knex,
      claim,
      toText(visibleMessage(error), MAX_ERROR),
      new Date(Date.now() + wait),
    );
  }
}
