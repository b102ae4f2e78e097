import {
  Table,
  type ColumnConfig,
  type TableItem,
  type TableProps,
} from '@backstage/ui';
import { useMemo } from 'react';
import styles from './lists.module.css';

/** In pixels. In less, versions and words are cut. */
const READABLE = 120;
/** Of a header: around its text, for a letter, and for the arrow of what can be sorted. */
const HEADER = { padding: 30, letter: 10, arrow: 24 };

/**
 * The kit's table, whose columns stay wide enough to read: where there is no
 * room for all of them, the table scrolls. What is longer than its column wraps,
 * up to some lines. @public
 */
export function RowsTable<T extends TableItem>(props: TableProps<T>) {
  const { columnConfig, className = '', style } = props;
  const readable = useMemo(
    () =>
      columnConfig.map(column =>
        column.width ? column : { ...column, minWidth: leastOf(column) },
      ),
    [columnConfig],
  );
  return (
    <Table<T>
      {...props}
      columnConfig={readable}
      className={`${styles.rows} ${className}`}
      style={{ width: '100%', minWidth: 0, ...style }}
    />
  );
}

/** What is asked to begin with less stays as narrow as its header. */
function leastOf<T extends TableItem>(column: ColumnConfig<T>): number {
  const { defaultWidth, minWidth } = column;
  const least = typeof minWidth === 'number' ? minWidth : READABLE;
  const asked =
    typeof defaultWidth === 'number' ? Math.min(defaultWidth, least) : least;
  return Math.max(asked, headerOf(column));
}

function headerOf<T extends TableItem>({
  label = '',
  header,
  isSortable,
}: ColumnConfig<T>): number {
  if (header) return 0;
  const { padding, letter, arrow } = HEADER;
  return padding + label.length * letter + (isSortable ? arrow : 0);
}
