import { useEffect } from 'react';

/** How long to wait before looking again while answers are on their way, in ms. */
const PENDING_WAIT = 5_000;

/**
 * Loads again and again while an answer says that others are on their way.
 *
 * @param value - The last answer: the wait begins with each.
 */
export function useReloadWhile(
  pending: boolean,
  value: unknown,
  reload: () => void,
): void {
  useEffect(() => {
    if (!pending) return undefined;
    const timer = setTimeout(reload, PENDING_WAIT);
    return () => clearTimeout(timer);
  }, [pending, value, reload]);
}
