export { DayFilter } from './DayFilter';
export {
  CsvButton,
  DownloadButton,
  type CsvButtonProps,
  type DownloadButtonProps,
} from './DownloadButton';
export {
  ChoiceFilter,
  ChoicesFilter,
  ClearFilters,
  FilterBar,
  SearchFilter,
  type FilterOption,
} from './FilterBar';
export {
  FilteredList,
  type EmptyWords,
  type FilteredListProps,
} from './FilteredList';
export {
  ListTable,
  type ListColumn,
  type ListSelection,
  type ListTableProps,
} from './ListTable';
export { NameCell } from './NameCell';
export { RowsTable } from './RowsTable';
export {
  useCursorList,
  type CursorList,
  type CursorListOptions,
  type ListRequest,
  type ListRow,
} from './useCursorList';
export { useUrlSort } from './useUrlSort';
