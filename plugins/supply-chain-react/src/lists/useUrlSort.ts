import type { SortDescriptor } from '@backstage/ui';
import { useCallback } from 'react';
import { useUrlState } from '../hooks/useUrlState';

/**
 * The order of a list, kept in the address as `sort` and `order`.
 *
 * @param columns - The columns that the backend can order by.
 * @param initial - The order where the address names none, or no known one.
 * @public
 */
export function useUrlSort(
  columns: readonly string[],
  initial: SortDescriptor,
): { sort: SortDescriptor; onSortChange(sort: SortDescriptor): void } {
  const url = useUrlState();
  const column = url.get('sort');
  const known = column !== undefined && columns.includes(column);
  const onSortChange = useCallback(
    (sort: SortDescriptor) =>
      url.set({
        sort: String(sort.column),
        order: sort.direction === 'ascending' ? 'asc' : 'desc',
      }),
    [url],
  );
  const sort: SortDescriptor = known
    ? {
        column,
        direction: url.get('order') === 'asc' ? 'ascending' : 'descending',
      }
    : initial;
  return { sort, onSortChange };
}
