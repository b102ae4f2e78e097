export { FactError } from './facts/days';
export { severities } from './facts/serviceFacts';
export type {
  ComponentFacts,
  ComponentLicenseFacts,
  DataAge,
  EntityFacts,
  ExceptionFacts,
  FindingFacts,
  HashFacts,
  ManifestFacts,
  PackageFacts,
  PackageList,
  SbomFacts,
  ScanningFacts,
  ServiceFacts,
  Severity,
  VulnerabilityDataFacts,
} from './facts/serviceFacts';
export type {
  BranchRules,
  CodeScanningFacts,
  RepositoryFacts,
  ReviewFacts,
} from './facts/repositoryFacts';
export { MAX_SOURCE_TEXT } from './source/sourceTree';
export type { BinaryFile, FuzzerUse, SourceTree } from './source/sourceTree';
export { isWantedSource } from './source/wantedFiles';
export { securityFileKind } from './source/securityFiles';
export type { SecurityFileKind } from './source/securityFiles';
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
export { checkTasks } from './aside/checkTasks';
export type {
  AskedCheck,
  CheckTask,
  CheckTasks,
  RuleSet,
} from './aside/checkTasks';
export { builtInChecks } from './checks/builtInChecks';
export { openSsfChecks, openSsfRating } from './checks/openssf/openSsfScore';
export type { OpenSsfRating } from './checks/openssf/openSsfScore';
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
export { factPaths } from './rules/factPaths';
export type { FactPath, FactType } from './rules/factPaths';
export { evaluateRule, readRule } from './rules/rule';
export type {
  Comparing,
  Rule,
  RuleOutcome,
  RuleValue,
  Truth,
} from './rules/rule';
export { readRuleCheck } from './rules/ruleCheck';
export { DefinitionError } from './definitions/fields';
export { readScorecard, readScorecardFilter } from './scorecards/scorecard';
export type {
  Scorecard,
  ScorecardCampaign,
  ScorecardCheck,
  ScorecardExemption,
  ScorecardFilter,
  ScorecardLevel,
} from './scorecards/scorecard';
export { builtInScorecards } from './scorecards/builtInScorecards';
export {
  appliesTo,
  endOf,
  evaluateScorecard,
  scorecardResult,
} from './scorecards/evaluateScorecard';
export type {
  CampaignResult,
  MissingCheck,
  ScorecardResult,
  CheckOutcome,
} from './scorecards/evaluateScorecard';
export { ORGANIZATION, Structure, UNOWNED } from './rollup/structure';
export type { StructureEdge } from './rollup/structure';
export { rollUp, rollUpNode, serviceResult } from './rollup/rollUp';
export type {
  AnswerCounts,
  CheckRollUp,
  RollUp,
  ServiceResult,
} from './rollup/rollUp';
export { defaultDuePolicy } from './duedates/duePolicy';
export type { DuePolicy } from './duedates/duePolicy';
export { duePolicyFor, readDuePolicies } from './duedates/readDuePolicies';
export type { ScopedDuePolicy } from './duedates/readDuePolicies';
export type { PolicyService, PolicyServices } from './definitions/services';
export { dueDateOf, isOverdue } from './duedates/dueDate';
export type { DueChange, DueDate, DueFact, DueFacts } from './duedates/dueDate';
export { readTriageRules } from './triage/triageRule';
export type { TriageMatch, TriageRule } from './triage/triageRule';
export type { PackageMatch, TriagePackage } from './packages/packageMatch';
export type { PurlPattern } from './packages/purlPattern';
export type { NamePattern } from './packages/namePattern';
export { decisionFor, hasEnded } from './triage/decisionFor';
export type {
  DecidedFinding,
  FindingDecision,
  Verdict,
} from './triage/decisionFor';
export { decideByRules } from './triage/decideByRules';
export type { RuleDecision, TriageFacts } from './triage/decideByRules';
export { defaultGatePolicy, gateOutcomes } from './gates/gatePolicy';
export type {
  GateBlindSpot,
  GateKind,
  GateOutcome,
  GatePolicy,
  GateScope,
  GateSeverity,
  GateThreshold,
} from './gates/gatePolicy';
export {
  gatePolicyFor,
  readGatePolicies,
  readGatePolicy,
} from './gates/readGatePolicies';
export type {
  GateBase,
  GateComponent,
  GateFacts,
  GateFinding,
  GateReported,
  GateNote,
} from './gates/gateFacts';
export { gateReportedOf } from './gates/gateReported';
export type { ReportedFacts } from './gates/gateReported';
export { gatedThings, reportedThings } from './gates/reportedThings';
export type {
  GatedThings,
  GatedThingsOptions,
  ReportedThing,
  ResultOfTool,
} from './gates/reportedThings';
export { changesSince } from './gates/changes';
export type { GateChanges } from './gates/changes';
export { judgeGate } from './gates/judgeGate';
export type {
  GateLeftOut,
  GateLine,
  GateReason,
  GateVerdict,
} from './gates/judgeGate';
export { gateDigest, gateReportOf } from './gates/gateReport';
export type {
  GateChangesReport,
  GateReasonReport,
  GateReport,
  Listed,
} from './gates/gateReport';
export { code as markdownCode, plain as markdownText } from './texts/inert';
export { gateMarkdown, gateMarker } from './gates/exports/markdown';
export type { GateMarkdownOptions } from './gates/exports/markdown';
export { gateText } from './gates/exports/text';
export { headlineOf as gateHeadline } from './gates/exports/words';
export { gateJunit } from './gates/exports/junit';
export { gateSarif } from './gates/exports/sarif';
export type { GateSarifOptions } from './gates/exports/sarif';
export { gateGitlab } from './gates/exports/gitlab';
export type { GateGitlabOptions } from './gates/exports/gitlab';
export {
  alertLevelOf,
  alertLevels,
  alertReasonsOf,
  defaultAlertThresholds,
  readAlertThresholds,
} from './alerts/alertLevel';
export type {
  AlertFacts,
  AlertLevel,
  AlertReason,
  AlertThreshold,
  AlertThresholds,
} from './alerts/alertLevel';
export { upgradeTargets } from './upgrades/upgradeTargets';
export type {
  PackageRelease,
  PlannedVulnerability,
  NoClearVersion,
  UpgradeQuestion,
  UpgradeTarget,
  UpgradeTargets,
  VersionsKnown,
} from './upgrades/upgradeTargets';
export { versionStep, widestStep } from './upgrades/versionStep';
export type { VersionStep } from './upgrades/versionStep';
export { smallestSet } from './upgrades/smallestSet';
export type { Choice, ChosenSet } from './upgrades/smallestSet';
export { planUpgrades } from './upgrades/planUpgrades';
export type {
  ChangeKind,
  PlannedChange,
  PlannedCounts,
  PlannedFinding,
  PlannedPackage,
  PlannedParent,
  PlannedPlace,
  UpgradePlan,
} from './upgrades/plan';
export type {
  PackageKnowledge,
  PlannedManifest,
  PlanQuestion,
  SeenManifest,
} from './upgrades/planQuestion';
export { isUrgent } from './upgrades/isUrgent';
export { planFormats, writePlan } from './upgrades/exports/writePlan';
export type { PlanFormat } from './upgrades/exports/writePlan';
export { changelogFormats, changelogSeverities } from './changelog/changelog';
export type {
  Changelog,
  ChangelogDecision,
  ChangelogFinding,
  ChangelogFormat,
  ChangelogLicense,
  ChangelogPackage,
  ChangelogRelease,
  ChangelogRerating,
  ChangelogSeverity,
  ChangelogUpgrade,
  Relicensed,
} from './changelog/changelog';
export { impactNote } from './changelog/impactNote';
export { writeChangelog } from './changelog/writeChangelog';
