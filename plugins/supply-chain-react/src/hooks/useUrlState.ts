import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

/** New values of query parameters; `undefined` takes one away. @public */
export type UrlChanges = Record<string, string | readonly string[] | undefined>;

/** What the query part of the address says. @public */
export interface UrlState {
  get(name: string): string | undefined;
  getAll(name: string): string[];
  /**
   * Writes values into the address.
   *
   * @param options - `push` adds a step that the browser's back button undoes.
   */
  set(changes: UrlChanges, options?: { push?: boolean }): void;
  /** The address of this page with some values changed. */
  href(changes: UrlChanges): string;
}

/**
 * State that a reader may want to send to a colleague: it lives in the
 * address, not in the component.
 *
 * @public
 */
export function useUrlState(): UrlState {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const set = useCallback(
    (changes: UrlChanges, options?: { push?: boolean }) =>
      setParams(before => withChanges(before, changes), {
        replace: !options?.push,
      }),
    [setParams],
  );
  return useMemo(
    () => ({
      get: name => params.get(name) ?? undefined,
      getAll: name => params.getAll(name),
      set,
      href: changes => `${pathname}?${withChanges(params, changes)}`,
    }),
    [params, pathname, set],
  );
}

/**
 * A query string with some parameters changed, others as they were.
 *
 * @public
 */
export function withChanges(
  before: URLSearchParams,
  changes: UrlChanges,
): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    after.delete(name);
    const values = typeof value === 'string' ? [value] : value ?? [];
    for (const one of values) if (one !== '') after.append(name, one);
  }
  return after;
}
