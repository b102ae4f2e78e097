export {
  DecidableFindings,
  FindingsOf,
  type DecidableFindingsProps,
} from './DecidableFindings';
export { OverrideSnippet } from './drawer/WhatToDoSection';
export { FindingDrawer, type FindingDrawerProps } from './drawer/FindingDrawer';
export { whereOf } from './whereOf';
export { ExploitMark } from './ExploitMark';
export { MaliciousMark } from './MaliciousMark';
export {
  booleanOf,
  directMessage,
  directOf,
  findingFilterNames,
  findingFilterOf,
} from './findingFilter';
export {
  DirectFilter,
  DueFilter,
  FindingFilters,
  ScopeFilter,
} from './FindingFilters';
export {
  FindingsTable,
  useFindingsList,
  type OptionalFindingColumn,
} from './FindingsTable';
