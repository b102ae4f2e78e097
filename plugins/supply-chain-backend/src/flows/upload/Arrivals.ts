import { ServiceUnavailableError } from '@backstage/errors';
import type { Pace } from '../../outside/web/pace';
import { counted } from '../../messages/counted';

/** An upload that was stopped because faster ones waited; its client still sends. */
export class CrowdedOutError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
}

/** Of all places, those that one caller may hold: others find one at any time. */
const CALLERS_SHARE = 3 / 4;
/** So many times faster than otherwise a client has to be where others wait. */
const CROWDED_FACTOR = 32;
/** Before that nobody is called slow. */
const GRACE_MS = 1000;

/** An upload that holds a place. */
interface Arrival {
  caller: string;
  since: number;
  /** Of the body, so far. */
  bytes: () => number;
  /** Stops it; absent once its body is all there. */
  stop?: (error: CrowdedOutError) => void;
}

/** A place for an upload. */
export interface Place {
  /** Aborted with a `CrowdedOutError` where the place goes to another. */
  signal: AbortSignal;
  /** The body is all there: the place is kept until it is left. */
  arrived(): void;
  leave(): void;
}

/**
 * The places of uploads on this replica. One caller holds three quarters of
 * them at the most. Where no place is left for a caller, the slowest body that
 * is arriving makes room if it is slow; with none that is, the newcomer is
 * asked to come back.
 */
export class Arrivals {
  readonly #places: number;
  readonly #leastPerMs: number;
  readonly #now: () => number;
  readonly #arrivals = new Set<Arrival>();

  constructor(places: number, pace: Pace, now: () => number = Date.now) {
    this.#places = places;
    this.#leastPerMs = (pace.leastBytesPerSecond * CROWDED_FACTOR) / 1000;
    this.#now = now;
  }

  /** Throws `ServiceUnavailableError` where there is no place. */
  enter(caller: string, bytes: () => number): Place {
    this.#makeRoom(caller);
    const stopped = new AbortController();
    const arrival: Arrival = {
      caller,
      since: this.#now(),
      bytes,
      stop: error => stopped.abort(error),
    };
    this.#arrivals.add(arrival);
    return {
      signal: stopped.signal,
      arrived: () => delete arrival.stop,
      leave: () => this.#arrivals.delete(arrival),
    };
  }

  #makeRoom(caller: string): void {
    const all = [...this.#arrivals];
    const own = all.filter(arrival => arrival.caller === caller);
    const share = Math.ceil(this.#places * CALLERS_SHARE);
    const full = [
      { held: own, most: share },
      { held: all, most: this.#places },
    ].find(({ held, most }) => held.length >= most);
    if (!full) return;
    const slowest = this.#slowestOf(full.held);
    if (!slowest) {
      throw new ServiceUnavailableError(
        `${counted(
          full.held.length,
          'upload is',
          'uploads are',
        )} arriving; try again in a minute`,
      );
    }
    this.#arrivals.delete(slowest);
    slowest.stop?.(
      new CrowdedOutError(
        'The upload came slowly while others waited; try again in a minute',
      ),
    );
  }

  /** Undefined where all are quick, or as good as new. */
  #slowestOf(arrivals: readonly Arrival[]): Arrival | undefined {
    const now = this.#now();
    const slow = arrivals
      .filter(({ stop, since }) => stop && now - since >= GRACE_MS)
      .map(arrival => ({
        arrival,
        rate: arrival.bytes() / (now - arrival.since),
      }))
      .filter(({ rate }) => rate < this.#leastPerMs)
      .sort((a, b) => a.rate - b.rate);
    return slow[0]?.arrival;
  }
}
