import { useCallback, useEffect, useRef, useState } from 'react';

/** What {@link useLoad} knows at the moment. @public */
export interface Loaded<T> {
  /** The last answer for the present key; kept while it is asked for again. */
  value?: T;
  error?: Error;
  loading: boolean;
  reload(): void;
}

type State<T> = { key?: string; value?: T; error?: Error; loading: boolean };

/**
 * Loads one value and keeps it until it is asked for again. An answer that
 * comes after the key has changed is dropped.
 *
 * @param key - Names what is loaded; `undefined` loads nothing.
 * @public
 */
export function useLoad<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [state, setState] = useState<State<T>>({ loading: key !== undefined });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    setState(before =>
      before.key === key
        ? { ...before, loading: true }
        : { key, loading: true },
    );
    latest.current(controller.signal).then(
      value => {
        if (!controller.signal.aborted)
          setState({ key, value, loading: false });
      },
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setState(before => ({ ...before, key, error, loading: false }));
      },
    );
    return () => controller.abort();
  }, [key, turn]);

  const reload = useCallback(() => setTurn(before => before + 1), []);
  if (key === undefined) return { loading: false, reload };
  if (state.key !== key) return { loading: true, reload };
  const { value, error, loading } = state;
  return { value, error, loading, reload };
}
