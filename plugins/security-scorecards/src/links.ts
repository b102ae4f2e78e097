import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import {
  licensesTabPath,
  organizationRouteRef,
  scorecardsTabPath,
  securityTabPath,
} from './routes';

type Query = Record<string, string | readonly string[] | undefined>;

/** Addresses of the scorecard pages, and of the tabs that evidence leads to. */
export interface ScorecardLinks {
  /** The organization page; `undefined` where the portal has none. */
  organization(query?: Query): string | undefined;
  /** The Scorecards tab of an entity. */
  scorecards(entityRef: string, query?: Query): string;
  /** The Security tab of an entity. */
  security(entityRef: string, query?: Query): string;
  /** The Licenses tab of an entity. */
  licenses(entityRef: string, query?: Query): string;
}

export function useLinks(): ScorecardLinks {
  const root = useRouteRef(organizationRouteRef);
  const entityLink = useEntityRefLink();
  return useMemo(() => {
    const below = (path: string) => (entityRef: string, query?: Query) =>
      `${entityLink(entityRef)}${path}${queryString(query)}`;
    return {
      organization: query => root && `${root()}${queryString(query)}`,
      scorecards: below(scorecardsTabPath),
      security: below(securityTabPath),
      licenses: below(licensesTabPath),
    };
  }, [root, entityLink]);
}

function queryString(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) params.append(name, one);
  }
  const text = params.toString();
  return text && `?${text}`;
}
