/**
 * What other tools found: their reports read into one model. Text and bytes in, values out; no
 * network, no files, nothing of Backstage.
 *
 * @packageDocumentation
 */
export { EmptyReportError, ReportError } from './ReportError';
export {
  resultKinds,
  type Confidence,
  type Place,
  type ReportedPackage,
  type ReportedVulnerability,
  type ResultKind,
  type ResultSeverity,
  type Suppression,
  type ToolReport,
  type ToolResult,
  type ToolRule,
} from './model/toolReport';
export {
  sourceReportOf,
  type ReportedSource,
  type SourceReport,
} from './model/reportedSource';
export type { ReportOptions } from './reader';
export { readReport, reportFormats, type ReadReports } from './readReport';
export {
  readReportLines,
  reportTasks,
  type ReportHeading,
  type ReportTasks,
} from './aside/reportTasks';
export {
  BUILD_MEDIA_TYPE,
  MOST_NOTES,
  readBuild,
  type SentBuild,
  type SentNote,
  type SentRevision,
} from './build/readBuild';
export {
  buildTasks,
  type BuildTasks,
  type SplitBuild,
  type SplitRevision,
} from './aside/buildTasks';
export {
  Fingerprints,
  fingerprintOf,
  secretHashOf,
} from './identity/fingerprint';
export {
  findingFingerprint,
  ruleKey,
  ruleKeyOf,
  vulnerabilityName,
} from './identity/findingIdentity';
export { secretRange } from './secretlint/secretRange';
