import type { UrlChanges, UrlState } from '../../hooks/useUrlState';
import { findingFilterNames } from '../findingFilter';

/** What a view of a findings list sets in the address. */
export type ViewFilters = Readonly<Record<string, readonly string[]>>;

/** A view that somebody saved. */
export interface SavedView {
  name: string;
  filters: ViewFilters;
}

/** Views that everybody has. */
export const namedViews = [
  { id: 'overdue', filters: { due: ['overdue'] } },
  { id: 'exploited', filters: { exploited: ['true'] } },
  { id: 'fixable', filters: { fixable: ['true'] } },
  { id: 'review', filters: { review: ['true'] } },
  { id: 'undecided', filters: { analysis: ['none'] } },
] as const satisfies readonly { id: string; filters: ViewFilters }[];

/** Parameters of the address that belong to a view. */
const viewNames = [...findingFilterNames, 'owner', 'sort', 'order'] as const;

/** Views that one keeps: more than these nobody finds again. */
export const MOST_VIEWS = 20;
/** Characters of a name. */
export const LONGEST_NAME = 60;
const MOST_VALUES = 50;
const LONGEST_VALUE = 500;

/** What the address has of a view. */
export function filtersOf(url: Pick<UrlState, 'getAll'>): ViewFilters {
  return Object.fromEntries(
    viewNames.flatMap(name => {
      const values = url.getAll(name).filter(Boolean);
      return values.length > 0 ? [[name, values]] : [];
    }),
  );
}

/** What brings the address to a view: all that it does not set is taken away. */
export function changesTo(filters: ViewFilters): UrlChanges {
  return Object.fromEntries(
    viewNames.map(name => [
      name,
      filters[name] ? [...filters[name]] : undefined,
    ]),
  );
}

/** Whether two show the same, in whatever order values were chosen. */
export function isSameView(a: ViewFilters, b: ViewFilters): boolean {
  const textOf = (filters: ViewFilters) =>
    JSON.stringify(viewNames.map(name => [...(filters[name] ?? [])].sort()));
  return textOf(a) === textOf(b);
}

/** With one more view, in the order of names; one of the same name gives way. */
export function withView(
  views: readonly SavedView[],
  view: SavedView,
): SavedView[] {
  const others = views.filter(({ name }) => name !== view.name);
  return [...others, view].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What was stored, as far as it is views: another version may have stored something else. */
export function readViews(stored: unknown): SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap(readView).slice(0, MOST_VIEWS);
}

function readView(stored: unknown): SavedView[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { name, filters } = stored as Partial<Record<string, unknown>>;
  if (typeof name !== 'string' || name === '') return [];
  if (typeof filters !== 'object' || filters === null) return [];
  const entries = viewNames.flatMap(key => {
    const values = (filters as Record<string, unknown>)[key];
    if (!Array.isArray(values)) return [];
    const texts = values
      .filter(value => typeof value === 'string')
      .filter(value => value !== '' && value.length <= LONGEST_VALUE)
      .slice(0, MOST_VALUES);
    return texts.length > 0 ? [[key, texts]] : [];
  });
  return [
    { name: name.slice(0, LONGEST_NAME), filters: Object.fromEntries(entries) },
  ];
}
