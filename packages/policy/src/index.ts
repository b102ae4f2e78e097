export { FactError } from './facts/days';
export { severities } from './facts/serviceFacts';
export type {
  ComponentFacts,
  ComponentLicenseFacts,
  EntityFacts,
  ExceptionFacts,
  FindingFacts,
  ManifestFacts,
  SbomFacts,
  ScanningFacts,
  ServiceFacts,
  Severity,
} from './facts/serviceFacts';
export { MAX_SOURCE_TEXT } from './source/sourceTree';
export type { BinaryFile, FuzzerUse, SourceTree } from './source/sourceTree';
export { isWantedSource } from './source/wantedFiles';
export { BINARY_TEST_LENGTH, binaryKind } from './source/binaryKind';
export { fuzzersIn, isFuzzingCandidate } from './source/fuzzers';
export {
  answers,
  checkCategories,
  defineCheck,
  fail,
  MAX_EVIDENCE,
  notApplicable,
  pass,
  unknown,
  warn,
  workUnits,
} from './checks/check';
export type {
  Answer,
  Check,
  CheckCategory,
  CheckContext,
  CheckOption,
  CheckResult,
  Evidence,
  Work,
} from './checks/check';
export { frameworks } from './checks/controls';
export type { Control, Framework } from './checks/controls';
export { runCheck } from './checks/runCheck';
export { builtInChecks } from './checks/builtInChecks';
export { openSsfChecks, openSsfStanding } from './checks/openssf/openSsfScore';
export type { OpenSsfStanding } from './checks/openssf/openSsfScore';
export type { OpenSsfCheck, OpenSsfScore } from './checks/openssf/openSsfCheck';
export { aggregateOpenSsf, openSsfWeights } from './openssf/weights';
export type { OpenSsfAggregate, OpenSsfCheckName } from './openssf/weights';
export {
  OpenSsfResultError,
  readOpenSsfResult,
} from './openssf/readOpenSsfResult';
export type {
  OpenSsfCheckResult,
  OpenSsfResult,
} from './openssf/readOpenSsfResult';
