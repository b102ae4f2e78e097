import { RequestTimeoutError } from './errors';

/** How slow the other end of a transfer may be. */
export interface Pace {
  /** Bytes in a second, on average over the window. */
  leastBytesPerSecond: number;
  windowMs: number;
}

/** The other end of a transfer, as far as its pace goes. */
export interface Transfer {
  /** Bytes that came, or were taken, so far. */
  bytes(): number;
  /** Whether the other end is what one waits for; default: always. */
  waiting?(): boolean;
}

const LOOK_MS = 1000;

/**
 * Watches a transfer and calls `onSlow` once when the other end was too slow
 * for a whole window: a client that sends, or takes, a byte now and then must
 * not hold a place for hours. Gives what ends the watch.
 */
export function watchPace(
  pace: Pace,
  transfer: Transfer,
  onSlow: (error: RequestTimeoutError) => void,
): () => void {
  const least = (pace.leastBytesPerSecond * pace.windowMs) / 1000;
  let since = Date.now();
  let before = transfer.bytes();
  const begin = () => {
    since = Date.now();
    before = transfer.bytes();
  };
  const timer = setInterval(() => {
    if (transfer.waiting && !transfer.waiting()) {
      begin();
    } else if (transfer.bytes() - before >= least) {
      begin();
    } else if (Date.now() - since >= pace.windowMs) {
      clearInterval(timer);
      onSlow(new RequestTimeoutError(tooSlow(pace)));
    }
  }, Math.min(LOOK_MS, pace.windowMs));
  timer.unref();
  return () => clearInterval(timer);
}

function tooSlow({ leastBytesPerSecond, windowMs }: Pace): string {
  return `The connection was slower than ${leastBytesPerSecond} bytes a second for ${
    windowMs / 1000
  } seconds`;
}
