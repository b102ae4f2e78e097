import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useTable,
  type SortDescriptor,
  type UseTableResult,
} from '@backstage/ui';
import type { Page, Total } from '@safety-curtain/plugin-supply-chain-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { supplyChainTranslationRef } from '../translation';
import { useFormats } from '../text';

/** A row of a list with the name by which the table knows it. @public */
export interface ListRow<T> {
  id: string;
  item: T;
}

/** Which part of a list is asked for. @public */
export interface ListRequest {
  cursor: string | undefined;
  limit: number;
  orderBy: string | undefined;
  order: 'asc' | 'desc' | undefined;
  signal: AbortSignal;
}

/** What a list shows, and how. @public */
export interface CursorListOptions<T> {
  /** Asks for one page; called again from the start when `query` changes. */
  getPage(request: ListRequest): Promise<Page<T>>;
  getId(item: T): string;
  /** The filters in force; a change of content, not of identity, counts. */
  query: unknown;
  sort?: SortDescriptor;
  onSortChange?(sort: SortDescriptor): void;
  /** Turns the total into a label: `1,204 findings`; `count` tells one from many. */
  totalLabel(total: { total: string; count: number }): string;
  /** The list is loaded anew when this changes, after a scan for example. */
  version?: number;
}

/** A list that loads page by page. @public */
export interface CursorList<T> {
  tableProps: UseTableResult<ListRow<T>>['tableProps'];
  /** The total of the filter; `undefined` until the first answer. */
  total?: Total;
  reload(): void;
}

const PAGE_SIZES = [25, 50, 100];

/**
 * A list that the backend filters, orders and pages by cursor.
 *
 * @public
 */
export function useCursorList<T>(options: CursorListOptions<T>): CursorList<T> {
  const { getPage, getId, totalLabel, sort, onSortChange, version } = options;
  const [total, setTotal] = useState<Total>();
  const queryKey = JSON.stringify(options.query);
  const filter = useMemo(() => ({ queryKey }), [queryKey]);
  const { column, direction } = sort ?? {};
  const steadySort = useMemo(
    () => (column && direction ? { column, direction } : null),
    [column, direction],
  );

  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const pageSizeOptions = useMemo(
    () =>
      PAGE_SIZES.map(value => ({
        value,
        label: t('list.perPage', { number: String(value) }),
      })),
    [t],
  );

  const { tableProps, reload } = useTable<ListRow<T>, { queryKey: string }>({
    mode: 'cursor',
    filter,
    sort: steadySort,
    onSortChange,
    getData: async request => {
      const page = await getPage({
        cursor: request.cursor,
        limit: request.pageSize,
        orderBy: request.sort ? String(request.sort.column) : undefined,
        order: request.sort ? orderOf(request.sort) : undefined,
        signal: request.signal,
      });
      setTotal(page.total);
      return {
        data: page.items.map(item => ({ id: getId(item), item })),
        nextCursor: page.nextCursor,
        totalCount: page.total.count,
      };
    },
    paginationOptions: {
      pageSize: 25,
      pageSizeOptions,
      getLabel: () =>
        total
          ? totalLabel({ total: formats.total(total), count: total.count })
          : '',
    },
  });

  const loadedVersion = useRef(version);
  useEffect(() => {
    if (loadedVersion.current === version) return;
    loadedVersion.current = version;
    reload();
  }, [version, reload]);

  return { tableProps, total, reload: useCallback(() => reload(), [reload]) };
}

function orderOf(sort: SortDescriptor): 'asc' | 'desc' {
  return sort.direction === 'ascending' ? 'asc' : 'desc';
}
