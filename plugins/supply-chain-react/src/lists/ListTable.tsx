import { type ColumnConfig } from '@backstage/ui';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { ErrorNote } from '../states';
import { RowsTable } from './RowsTable';
import styles from './lists.module.css';
import type { CursorList, ListRow } from './useCursorList';

/** A column of a {@link ListTable}; `cell` must give one of the kit's cells. @public */
export interface ListColumn<T>
  extends Omit<ColumnConfig<ListRow<T>>, 'cell' | 'header'> {
  cell(item: T): ReactElement;
}

/** Of a table of a list. @public */
export interface ListTableProps<T> {
  list: CursorList<T>;
  columns: readonly ListColumn<T>[];
  /** What the rows are, in words: `findings`. */
  what: string;
  /** Shown where the filter leaves nothing. */
  empty: ReactNode;
  onRowClick?(item: T): void;
  selection?: ListSelection;
}

/** Rows of a list that are chosen, by their ids. @public */
export interface ListSelection {
  ids: readonly string[];
  onChange(ids: string[]): void;
}

/** A list of the backend as a table, with its empty and error states. @public */
export function ListTable<T>(props: ListTableProps<T>) {
  const { list, columns, what, empty, onRowClick, selection } = props;
  const { error } = list.tableProps;
  const columnConfig = useMemo(
    () =>
      columns.map(column => ({
        ...column,
        cell: (row: ListRow<T>) => column.cell(row.item),
      })),
    [columns],
  );
  if (error) {
    return <ErrorNote error={error} what={what} onRetry={list.reload} />;
  }
  const isEmpty = list.total?.count === 0;
  return (
    <section aria-label={what} className={styles.table}>
      <RowsTable<ListRow<T>>
        {...list.tableProps}
        pagination={isEmpty ? { type: 'none' } : list.tableProps.pagination}
        columnConfig={columnConfig}
        emptyState={empty}
        selection={
          selection && {
            mode: 'multiple',
            behavior: 'toggle',
            selected: new Set(selection.ids),
            onSelectionChange: keys =>
              selection.onChange(
                keys === 'all'
                  ? (list.tableProps.data ?? []).map(({ id }) => id)
                  : [...keys].map(String),
              ),
          }
        }
        rowConfig={onRowClick && { onClick: row => onRowClick(row.item) }}
      />
    </section>
  );
}
