import { useRouteRef, type ExternalRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { entityTabPaths } from './entityTabPaths';

/** What an address has after `?`: several values are given one after another, `undefined` is left out. @public */
export type LinkQuery = Readonly<
  Record<string, string | readonly string[] | undefined>
>;

/** Addresses of pages of ours within the portal. @public */
export interface PortalLinks {
  /**
   * A plugin's page of the whole organization, or what is below it; `undefined`
   * where the portal has no such page.
   */
  organization(path: string, query?: LinkQuery): string | undefined;
  /** A tab of an entity page. */
  entityTab(
    tab: keyof typeof entityTabPaths,
    entityRef: string,
    query?: LinkQuery,
  ): string;
}

/**
 * Makes addresses within the portal.
 *
 * @param organization - where a plugin's page of the whole organization is
 * @public
 */
export function usePortalLinks(
  organization: ExternalRouteRef<undefined, true>,
): PortalLinks {
  const root = useRouteRef(organization);
  const entityLink = useEntityRefLink();
  return useMemo(
    () => ({
      organization: (path, query) => root && address(`${root()}${path}`, query),
      entityTab: (tab, entityRef, query) =>
        address(`${entityLink(entityRef)}${entityTabPaths[tab]}`, query),
    }),
    [root, entityLink],
  );
}

function address(path: string, query: LinkQuery = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) params.append(name, one);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
