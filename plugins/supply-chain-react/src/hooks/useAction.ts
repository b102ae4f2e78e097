import { useCallback, useRef, useState } from 'react';

/** Something that a reader asks the backend to do. @public */
export interface Action<Args extends unknown[], T> {
  busy: boolean;
  error?: Error;
  /** What came of the last run that worked. */
  value?: T;
  run(...args: Args): void;
  /** Forgets what came of it; a run that is under way is dropped. */
  reset(): void;
}

/**
 * Runs an action on demand and keeps what came of it. The outcome of a run
 * that another one has followed is dropped.
 *
 * @param onDone - Called with the outcome of a run that worked.
 * @public
 */
export function useAction<Args extends unknown[], T>(
  act: (...args: Args) => Promise<T>,
  onDone?: (value: T) => void,
): Action<Args, T> {
  const [state, setState] = useState<{
    busy: boolean;
    error?: Error;
    value?: T;
  }>({ busy: false });
  const latest = useRef({ act, onDone });
  latest.current = { act, onDone };
  const turn = useRef(0);
  const run = useCallback((...args: Args) => {
    turn.current += 1;
    const mine = turn.current;
    setState({ busy: true });
    latest.current.act(...args).then(
      value => {
        if (turn.current !== mine) return;
        setState({ busy: false, value });
        latest.current.onDone?.(value);
      },
      (cause: unknown) => {
        if (turn.current !== mine) return;
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setState({ busy: false, error });
      },
    );
  }, []);
  const reset = useCallback(() => {
    turn.current += 1;
    setState({ busy: false });
  }, []);
  return { ...state, run, reset };
}
