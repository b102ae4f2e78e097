import type { ScorecardScope } from '@safety-curtain/plugin-supply-chain-common';
import type { UrlState } from '@safety-curtain/plugin-supply-chain-react';

/** The query parameters that say whose services are counted. */
export const scopeNames = [
  'node',
  'owner',
  'system',
  'lifecycle',
  'tag',
] as const;

/** What all views of the page share: the scorecard, the rows, whose services. */
export const sharedNames = ['scorecard', 'by', ...scopeNames] as const;

/** What rows of the heat map are. */
export const rowKinds = ['owner', 'group', 'system', 'domain'] as const;
export type RowKind = (typeof rowKinds)[number];

/** Whether rows stand below one another, and count what is below them. */
export function isTree(by: RowKind): boolean {
  return by === 'group' || by === 'domain';
}

/** Whose services the address asks for. */
export function scopeOf(url: UrlState): ScorecardScope {
  return {
    node: url.get('node'),
    owner: url.getAll('owner'),
    system: url.getAll('system'),
    lifecycle: url.getAll('lifecycle'),
    tag: url.getAll('tag'),
  };
}

/** What the address says that rows are; those who own services where it says nothing. */
export function rowKindOf(url: UrlState): RowKind {
  const by = url.get('by');
  return rowKinds.find(one => one === by) ?? 'owner';
}

/** Services that nobody owns, and all together, are no entities. */
export const UNOWNED = 'unowned';
export const ORGANIZATION = 'organization';

/**
 * The parameters that narrow the page to the services of one row. An owner's
 * row counts what it owns itself; a group's all that is below it.
 *
 * @param node - What the page is narrowed to already: a system stays, as a filter.
 */
export function rowScope(
  by: RowKind,
  ref: string,
  node?: string,
): Record<string, string | undefined> {
  if (ref === ORGANIZATION) return {};
  if (ref !== UNOWNED && (by === 'owner' || by === 'system')) {
    return { [by]: ref };
  }
  return node?.startsWith('system:')
    ? { node: ref, system: node }
    : { node: ref };
}
