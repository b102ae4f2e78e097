import {
  usePortalLinks,
  type LinkQuery,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { organizationRouteRef, tabPaths } from './routes';

/** Addresses of the supply-chain pages. */
export interface SupplyChainLinks {
  /** A tab of the organization page; `undefined` where the portal has no such page. */
  tab(name: keyof typeof tabPaths, query?: LinkQuery): string | undefined;
  /** The Security tab of an entity. */
  security(entityRef: string, query?: LinkQuery): string;
}

export function useLinks(): SupplyChainLinks {
  const links = usePortalLinks(organizationRouteRef);
  return useMemo(
    () => ({
      tab: (name, query) => links.organization(`/${tabPaths[name]}`, query),
      security: (entityRef, query) =>
        links.entityTab('security', entityRef, query),
    }),
    [links],
  );
}
