import {
  Table,
  type ColumnConfig,
  type TableItem,
  type TableProps,
} from '@backstage/ui';
import { useMemo } from 'react';

/** In pixels. In less, headers and versions are cut. */
const READABLE = 120;

/**
 * The kit's table, whose columns stay wide enough to read: where there is no
 * room for all of them, the table scrolls. @public
 */
export function RowsTable<T extends TableItem>(props: TableProps<T>) {
  const { columnConfig } = props;
  const readable = useMemo(
    () =>
      columnConfig.map(column =>
        column.width === undefined
          ? { ...column, minWidth: column.minWidth ?? leastOf(column) }
          : column,
      ),
    [columnConfig],
  );
  return <Table<T> {...props} columnConfig={readable} />;
}

/** What is asked to begin with less stays as narrow. */
function leastOf<T extends TableItem>({ defaultWidth }: ColumnConfig<T>) {
  return typeof defaultWidth === 'number'
    ? Math.min(defaultWidth, READABLE)
    : READABLE;
}
