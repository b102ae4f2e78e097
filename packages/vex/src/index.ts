/**
 * VEX: what was decided about vulnerabilities, read and written as CycloneDX, OpenVEX and CSAF, and
 * what it is about. Text and bytes in, values out; no network, no files, nothing of Backstage.
 *
 * @packageDocumentation
 */
export { VexError } from './VexError';
export {
  type Analysis,
  type AnalysisResponse,
  type AnalysisState,
  analysisWords,
  isBoundToVersion,
  isSettled,
  type Justification,
} from './model/analysis';
export type {
  Identity,
  NotUnderstood,
  Statement,
  Subject,
  VexDocument,
} from './model/statement';
export type {
  IssuedComponent,
  IssuedDecision,
  IssuedDocument,
} from './model/issued';
export { readVex } from './readVex';
export {
  writeCycloneDxVex,
  type CycloneDxVexOptions,
} from './cyclonedx/writeCycloneDxVex';
export { writeOpenVex, type OpenVexOptions } from './openvex/writeOpenVex';
export { writeCsaf } from './csaf/writeCsaf';
export {
  type Applicability,
  type Occurrence,
  readSubject,
  type SubjectTest,
} from './matching/appliesTo';
export {
  type IgnoredOccurrence,
  type IgnoreTest,
  readIgnoredPackages,
} from './matching/ignoredBy';
export { onlyMatchable } from './matching/matchable';
export {
  readStatements,
  type VexHeading,
  vexTasks,
  type VexTasks,
} from './aside/vexTasks';
export {
  ignoredFolder,
  isIgnoreFile,
  readIgnoreFile,
} from './ignorefiles/readIgnoreFile';
export {
  writableIgnoreTools,
  type WritableIgnoreTool,
  writeIgnoreFile,
  type WrittenIgnoreFile,
} from './ignorefiles/writeIgnoreFile';
export type { IgnorableDecision } from './ignorefiles/silenced';
export type {
  EndingEvent,
  IgnoredEntry,
  IgnoredPackages,
  IgnoreEnd,
  IgnoreFile,
  IgnoreTool,
} from './ignorefiles/ignored';
