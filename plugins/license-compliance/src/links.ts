import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import {
  licensesTabPath,
  organisationRouteRef,
  securityTabPath,
  tabPaths,
} from './routes';

type Query = Record<string, string | undefined>;

/** Addresses of the licence pages, and of the Security tab. */
export interface LicenseLinks {
  /** A tab of the organisation page; `undefined` where the portal has no such page. */
  tab(name: keyof typeof tabPaths, query?: Query): string | undefined;
  /** The Licences tab of an entity. */
  licenses(entityRef: string, query?: Query): string;
  /** The Security tab of an entity. */
  security(entityRef: string, query?: Query): string;
}

export function useLinks(): LicenseLinks {
  const root = useRouteRef(organisationRouteRef);
  const entityLink = useEntityRefLink();
  return useMemo(
    () => ({
      tab: (name, query) =>
        root && `${root()}/${tabPaths[name]}${queryString(query)}`,
      licenses: (entityRef, query) =>
        `${entityLink(entityRef)}${licensesTabPath}${queryString(query)}`,
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
