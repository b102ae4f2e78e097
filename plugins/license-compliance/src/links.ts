import {
  usePortalLinks,
  type LinkQuery,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import type { OutcomeLinks } from './marks/VerdictFigures';
import { organizationRouteRef, tabPaths } from './routes';

/** Addresses of the license pages. */
export interface LicenseLinks {
  /** A tab of the organization page; `undefined` where the portal has no such page. */
  tab(name: keyof typeof tabPaths, query?: LinkQuery): string | undefined;
  /** The Licenses tab of an entity. */
  licenses(entityRef: string, query?: LinkQuery): string;
}

/**
 * Where the package versions are that a figure of verdicts counts: issues, or
 * packages that are none.
 *
 * @param where - one entity, or filters of the organization
 */
export function outcomeLinks(
  links: LicenseLinks,
  where: { entityRef: string } | { scope: LinkQuery },
): OutcomeLinks {
  const one = 'entityRef' in where;
  const issues = (query: LinkQuery) =>
    one
      ? links.licenses(where.entityRef, query)
      : links.tab('issues', { ...where.scope, ...query });
  const packages = (query: LinkQuery) =>
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
  const links = usePortalLinks(organizationRouteRef);
  return useMemo(
    () => ({
      tab: (name, query) => links.organization(`/${tabPaths[name]}`, query),
      licenses: (entityRef, query) =>
        links.entityTab('licenses', entityRef, query),
    }),
    [links],
  );
}
