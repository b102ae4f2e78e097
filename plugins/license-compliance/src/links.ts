import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import type { OutcomeLinks } from './marks/VerdictFigures';
import {
  licensesTabPath,
  organizationRouteRef,
  securityTabPath,
  tabPaths,
} from './routes';

type Query = Record<string, string | readonly string[] | undefined>;

/** Addresses of the license pages, and of the Security tab. */
export interface LicenseLinks {
  /** A tab of the organization page; `undefined` where the portal has no such page. */
  tab(name: keyof typeof tabPaths, query?: Query): string | undefined;
  /** The Licenses tab of an entity. */
  licenses(entityRef: string, query?: Query): string;
  /** The Security tab of an entity. */
  security(entityRef: string, query?: Query): string;
}

/**
 * Where the package versions are that a figure of verdicts counts: issues, or
 * packages that are none.
 *
 * @param where - one entity, or filters of the organization
 */
export function outcomeLinks(
  links: LicenseLinks,
  where: { entityRef: string } | { scope: Query },
): OutcomeLinks {
  const one = 'entityRef' in where;
  const issues = (query: Query) =>
    one
      ? links.licenses(where.entityRef, query)
      : links.tab('issues', { ...where.scope, ...query });
  const packages = (query: Query) =>
    one
      ? links.licenses(where.entityRef, { view: 'packages', ...query })
      : links.tab('licenses', { view: 'packages', ...where.scope, ...query });
  return outcome => {
    switch (outcome) {
      case 'allow':
        return packages({ verdict: 'allow' });
      case 'curate':
        return packages({
          ...(!one && { view: 'to-curate' }),
          state: 'unknown',
          verdict: 'review',
        });
      default:
        return issues({ verdict: outcome });
    }
  };
}

export function useLinks(): LicenseLinks {
  const root = useRouteRef(organizationRouteRef);
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
    const values = typeof value === 'string' ? [value] : value ?? [];
    for (const one of values) params.append(name, one);
  }
  const text = params.toString();
  return text && `?${text}`;
}
