import type { ReactNode } from 'react';
import { useUrlState } from '../hooks/useUrlState';
import { EmptyNote } from '../states';
import { CsvButton } from './DownloadButton';
import { ClearFilters, FilterBar } from './FilterBar';
import { ListTable, type ListTableProps } from './ListTable';

/** Words for a list without rows, and what to do about it. @public */
export interface EmptyWords {
  title: string;
  hint: string;
}

/** Of a list with its filters. @public */
export interface FilteredListProps<T> extends Omit<ListTableProps<T>, 'empty'> {
  /** The query parameters that filter the list. */
  filterNames: readonly string[];
  filters: ReactNode;
  /** All rows of the filter in force as CSV. */
  csv?: { what: string; query: object; fetchFile(): Promise<Response> };
  /** What is said where the filters leave nothing. */
  noMatch: EmptyWords;
  /** What is said where there is nothing without filters either. */
  none: EmptyWords & { action?: ReactNode };
}

/**
 * A list of the backend under its filters, with its CSV and with words for
 * when there is nothing to show.
 *
 * @public
 */
export function FilteredList<T>(props: FilteredListProps<T>) {
  const { filterNames, filters, csv, noMatch, none, ...table } = props;
  const url = useUrlState();
  const filtered = filterNames.some(name => url.get(name) !== undefined);
  return (
    <>
      <FilterBar
        end={
          csv && <CsvButton {...csv} isDisabled={!table.list.total?.count} />
        }
      >
        {filters}
        <ClearFilters names={filterNames} />
      </FilterBar>
      <ListTable
        {...table}
        empty={<EmptyNote {...(filtered ? noMatch : none)} />}
      />
    </>
  );
}
