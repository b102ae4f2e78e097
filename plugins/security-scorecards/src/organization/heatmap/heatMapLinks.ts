import { useUrlState } from '@safety-curtain/plugin-supply-chain-react';
import { useCallback, useMemo, type MouseEvent } from 'react';
import { useHref, useNavigate } from 'react-router-dom';

/** Addresses of cells and rows, made anew only when the address changes. */
export interface HeatMapHrefs {
  /** The services of a scope that give one of some answers to a check. */
  services(
    scope: Record<string, string | undefined>,
    check: string,
    answer: string,
  ): string;
  /** The services of a scope that have an alert level. */
  alerts(scope: Record<string, string | undefined>, level: string): string;
  /** This page for another scope. */
  narrowed(scope: Record<string, string | undefined>): string;
}

export function useHrefs(): HeatMapHrefs {
  const url = useUrlState();
  const path = useHref('');
  return useMemo(() => {
    const query = (changes: Record<string, string | undefined>) =>
      `${path}${url.href(changes).replace(/^[^?]*/, '')}`;
    return {
      services: (scope, check, answer) =>
        query({
          ...scope,
          view: 'services',
          check,
          answer,
          level: undefined,
          alertLevel: undefined,
          service: undefined,
        }),
      alerts: (scope, alertLevel) =>
        query({
          ...scope,
          view: 'services',
          check: undefined,
          answer: undefined,
          level: undefined,
          alertLevel,
          service: undefined,
        }),
      narrowed: scope => query({ ...scope, service: undefined }),
    };
  }, [url, path]);
}

/** Follows plain clicks on links within the app; all others are the browser's. */
export function useFollow() {
  const navigate = useNavigate();
  return useCallback(
    (event: MouseEvent) => {
      const link = (event.target as Element).closest('a');
      const special =
        event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
      if (!link || special || event.defaultPrevented) return;
      event.preventDefault();
      navigate({ search: new URL(link.href).search });
    },
    [navigate],
  );
}
