import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Forge } from '@safety-curtain/plugin-supply-chain-node';
import type { GateReport } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { visibleMessage } from '../../messages/visibleMessage';
import {
  type ClaimedPull,
  claimPull,
  deferPull,
  extendPullLease,
  finishPull,
  PullLeaseLostError,
  returnPull,
  updatePull,
} from '../../records/pulls/pullQueue';
import { notePull, pullOf } from '../../records/pulls/pullStore';
import { timeoutSignal } from '../../settings/timers';
import { retryTime } from './backoff';
import { ForgePauses } from './forgePauses';
import type { PullOptions } from './options';
import { isPlausible } from './isPlausible';
import { isGone, type PullJudge } from './PullJudge';
import type { PullReading } from './PullReading';
import { type PullReport, failureReportOf, pullReportOf } from './pullReport';

const LEASE_MS = 120_000;
/** Renewals before a lease would run out. */
const RENEWALS = 3;
/** After so many failures of reading, the forge is told. */
const TOLD_AFTER = 3;

/** What cannot be read may be asked for again by its author; a forge may not. */
class ReadingError extends Error {
  name = 'ReadingError';
}

/**
 * Works on pull requests that are due, one after another: reads what is not
 * read yet, judges, and reports where there is something else to say than the
 * last time.
 */
export class PullWorker {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #forges: ReadonlyMap<string, Forge>;
  readonly #reading: PullReading;
  readonly #judge: PullJudge;
  readonly #options: PullOptions;
  readonly #pauses = new ForgePauses();

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    forges: ReadonlyMap<string, Forge>;
    reading: PullReading;
    judge: PullJudge;
    options: PullOptions;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#forges = options.forges;
    this.#reading = options.reading;
    this.#judge = options.judge;
    this.#options = options.options;
  }

  /** Works until nothing is due. Gives how many pull requests were worked on. */
  async workDue(signal: AbortSignal): Promise<number> {
    for (let count = 0; ; count++) {
      signal.throwIfAborted();
      const claimed = await claimPull(this.#knex, {
        leaseMs: LEASE_MS,
        patienceMs: this.#options.patienceMs,
        forges: [...this.#forges.keys()],
        except: this.#pauses.at(new Date()),
      });
      if (!claimed) return count;
      await this.#work(claimed, signal);
    }
  }

  async #work(claimed: ClaimedPull, stop: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const renewal = setInterval(() => {
      extendPullLease(this.#knex, claimed, LEASE_MS).then(
        held => held || lost.abort(new PullLeaseLostError(claimed)),
        // The database may be back before the lease runs out.
        () => undefined,
      );
    }, LEASE_MS / RENEWALS);
    const timeout = timeoutSignal(this.#options.timeoutMs);
    const signal = AbortSignal.any([lost.signal, stop, timeout]);
    const forge = this.#forges.get(claimed.row.forge)!;
    try {
      await this.#step(forge, claimed, signal);
    } catch (error) {
      if (stop.aborted) {
        await returnPull(this.#knex, claimed).catch(() => undefined);
        throw stop.reason;
      }
      if (error instanceof PullLeaseLostError) return;
      const failure = timeout.aborted
        ? new ReadingError(
            `It took longer than ${this.#options.timeoutMs / 1000} seconds`,
          )
        : error;
      await this.#fail(forge, claimed, failure as Error, stop);
    } finally {
      clearInterval(renewal);
    }
  }

  async #step(
    forge: Forge,
    claimed: ClaimedPull,
    signal: AbortSignal,
  ): Promise<void> {
    const { row } = claimed;
    const isRead =
      row.read_revision === row.head_revision &&
      row.read_base_branch === row.base_branch;
    if (!isRead) await this.#read(forge, claimed, signal);
    const reports = await this.#judgeOrRead(forge, claimed, signal);
    const now = new Date();
    if (reports.length === 0) {
      // No service of the catalog lies there any more.
      return finishPull(this.#knex, claimed, undefined);
    }
    const report = pullReportOf(row, reports, {
      ...this.#options,
      longestComment: forge.longestComment,
    });
    await updatePull(this.#knex, claimed, {
      outcome: report.outcome,
      judged_at: now,
    });
    await this.#report(forge, claimed, report, signal);
    const next = new Date(Date.now() + this.#options.refreshMs);
    return finishPull(this.#knex, claimed, next);
  }

  async #read(
    forge: Forge,
    claimed: ClaimedPull,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#reading.read(forge, claimed, signal);
    } catch (error) {
      if (isOfForge(error) || error instanceof PullLeaseLostError) throw error;
      signal.throwIfAborted();
      throw new ReadingError(visibleMessage(error));
    }
  }

  /** What was read may be damaged, or be gone with its snapshot. */
  async #judgeOrRead(
    forge: Forge,
    claimed: ClaimedPull,
    signal: AbortSignal,
  ): Promise<GateReport[]> {
    try {
      return await this.#judge.judge(claimed.row, new Date());
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.#read(forge, claimed, signal);
      return this.#judge.judge(claimed.row, new Date());
    }
  }

  /**
   * Says it at the forge, where it is another thing than the last time and the
   * pull request is still what was judged. What became of it is looked up at
   * each refresh as well: events get lost.
   */
  async #report(
    forge: Forge,
    claimed: ClaimedPull,
    { status, body, digest }: Omit<PullReport, 'outcome'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { row } = claimed;
    const reporter = forge.reporter?.(row.repository);
    const isSaid = row.reported_digest === digest;
    if (!reporter || (isSaid && row.judge_again)) return;
    const pull = pullOf(row);
    const current = await reporter.read(pull, signal);
    if (!isPlausible(current)) {
      throw new Error(`${forge.title} tells a pull request that cannot be`);
    }
    await notePull(this.#knex, forge.id, current, [], new Date());
    if (isSaid || current.state === 'closed') return;
    // What it is now is due, and is read first.
    if (current.head.revision !== pull.head.revision) return;
    if (current.base.branch !== pull.base.branch) return;
    signal.throwIfAborted();
    // Whatever becomes of this: what was said before does not stand there alone
    // any more, and is said again where it is the answer once more.
    if (row.reported_digest !== null) {
      await updatePull(this.#knex, claimed, { reported_digest: null });
    }
    await reporter.setStatus(pull, status, signal);
    let { comment_ref: known } = row;
    if (body !== undefined) {
      signal.throwIfAborted();
      const marker = body.slice(0, body.indexOf('\n'));
      known = await reporter.comment(
        pull,
        { marker, body, ...(known !== null && { known }) },
        signal,
      );
    }
    await updatePull(this.#knex, claimed, {
      reported_digest: digest,
      reported_revision: status.revision,
      reported_at: new Date(),
      comment_ref: known,
    });
  }

  async #fail(
    forge: Forge,
    claimed: ClaimedPull,
    error: Error & { retryAt?: Date },
    signal: AbortSignal,
  ): Promise<void> {
    const { row } = claimed;
    const next = retryTime(row.attempts, error, new Date());
    const message = visibleMessage(error);
    if (row.attempts === 0) {
      this.#logger.warn(
        `Pull request ${row.number} of ${row.repository} is tried again later: ${message}`,
      );
    }
    if (error.name === 'RemoteUnavailableError') {
      this.#pauses.pause(row.forge, row.repository, next);
    } else if (
      error instanceof ReadingError &&
      row.attempts + 1 >= TOLD_AFTER
    ) {
      // Whoever waits for the status is told that there is none yet.
      await this.#report(forge, claimed, failureReportOf(row), signal).catch(
        () => undefined,
      );
    }
    await deferPull(this.#knex, claimed, message, next);
  }
}

/** By name: a module may have another copy of the package. */
function isOfForge(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'RemoteUnavailableError' || name === 'RemoteRefusedError';
}
