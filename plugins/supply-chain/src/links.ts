import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { organizationRouteRef, securityTabPath, tabPaths } from './routes';

type Query = Record<string, string | undefined>;

/** Addresses of the supply-chain pages. */
export interface SupplyChainLinks {
  /** A tab of the organization page; `undefined` where the portal has no such page. */
  tab(name: keyof typeof tabPaths, query?: Query): string | undefined;
  /** The Security tab of an entity. */
  security(entityRef: string, query?: Query): string;
}

export function useLinks(): SupplyChainLinks {
  const root = useRouteRef(organizationRouteRef);
  const entityLink = useEntityRefLink();
  return useMemo(
    () => ({
      tab: (name, query) =>
        root && `${root()}/${tabPaths[name]}${queryString(query)}`,
      security: (entityRef, query) =>
        `${entityLink(entityRef)}${securityTabPath}${queryString(query)}`,
    }),
    [root, entityLink],
  );
}

function queryString(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, value);
  }
  const text = params.toString();
  return text && `?${text}`;
}
