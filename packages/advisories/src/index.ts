/**
 * OSV advisories as values: version ordering, range matching, an index in
 * memory, severities, and the EPSS and known-exploited lists.
 *
 * @packageDocumentation
 */
export {
  AdvisoryError,
  isInformational,
  type Advisory,
  type AdvisoryNotes,
  type AdvisoryReference,
  type AdvisorySeverity,
  type AffectedPackage,
  type AffectedRange,
  type RangeEvent,
} from './records/advisory';
export { readAdvisory } from './records/read';
export {
  AskedVersion,
  MAX_VERSION_LENGTH,
  VersionError,
  compareVersions,
  isOrderable,
} from './versions/compare';
export type { VersionOrdering } from './versions/ordering';
export { isPreRelease } from './versions/preReleases';
export { VersRange } from './versions/vers';
export { isNamedBy, type NamedPackage } from './ecosystems/purlMatch';
export {
  baseEcosystem,
  ecosystemOfPurlType,
  ecosystemsMeet,
  isOsvEcosystem,
  osvEcosystem,
  normalizePackageName,
  osvPackageOfPurl,
} from './ecosystems/ecosystems';
export {
  installedPackageOf,
  type InstalledPackage,
} from './ecosystems/installedPackage';
export {
  compileAffected,
  matchAffected,
  type CompiledAffected,
  type MatchReason,
} from './matching/affected';
export { commonFix } from './matching/commonFix';
export { clearVersion } from './matching/clearVersion';
export { fixedVersions } from './matching/fixedVersions';
export {
  AdvisoryIndex,
  type AdvisoryMatch,
  type PackageRecord,
  type PackageQuery,
} from './matching/advisoryIndex';
export { mergeAliases, type AliasGroup } from './matching/aliases';
export { compareAdvisoryIds } from './records/ids';
export {
  isMalicious,
  severityOf,
  type Severity,
  type SeverityLevel,
} from './severity/severity';
export {
  explainVector,
  scoreVector,
  type CvssMetric,
  type CvssScore,
  type CvssVersion,
} from './severity/cvss';
export { FeedError } from './feeds/feedError';
export {
  EpssLineReader,
  parseEpss,
  type EpssEntry,
  type EpssList,
  type EpssScore,
} from './feeds/epss';
export { readVulnrichment, type VulnrichmentEntry } from './feeds/vulnrichment';
export { parseKev, type KevCatalog, type KevEntry } from './feeds/kev';
export {
  VersionQuestion,
  VersionQuestionError,
} from './questions/versionQuestion';
