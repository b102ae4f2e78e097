/** A timer of Node's that is longer (24.8 days) ends at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back after any time; what it gives stops it. */
export function after(milliseconds: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST_TIMER_MS);
    timer = setTimeout(() => (left > now ? wait(left - now) : callback()), now);
    // The process may end before: as with `AbortSignal.timeout`.
    if (left > now) timer.unref();
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}

/** `AbortSignal.timeout` for any time. */
export function timeoutSignal(milliseconds: number): AbortSignal {
  if (milliseconds <= LONGEST_TIMER_MS)
    return AbortSignal.timeout(milliseconds);
  const controller = new AbortController();
  after(milliseconds, () =>
    controller.abort(new DOMException('It took too long', 'TimeoutError')),
  );
  return controller.signal;
}

/** For what does no harm when it comes early: days before its time at the most. */
export function atMostLongestTimer(milliseconds: number): number {
  return Math.min(milliseconds, LONGEST_TIMER_MS);
}
