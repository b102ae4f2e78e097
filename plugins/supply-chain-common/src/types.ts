import type { components, operations } from './generated/schema';

type Schemas = components['schemas'];

/** @public */
export type Severity = Schemas['Severity'];
/** @public */
export type SeverityCounts = Schemas['SeverityCounts'];
/** Why a component is there: needed to run, only to build and test, or optional; or not known. @public */
export type ComponentScope = Schemas['Scope'];
/** Whether the project asks for a component itself, as lists are filtered by it. @public */
export type DirectFilter = Schemas['DirectFilter'];
/** @public */
export type FindingState = Schemas['FindingState'];
/** @public */
export type ScanState = Schemas['ScanState'];
/** @public */
export type ScanStep = Schemas['ScanStep'];
/** @public */
export type ScanTrigger = Schemas['ScanTrigger'];
/** @public */
export type TargetHealth = Schemas['TargetHealth'];
/** A count that stops at a bound. @public */
export type Total = Schemas['Total'];
/** @public */
export type Target = Schemas['Target'];
/** @public */
export type TargetDetail = Schemas['TargetDetail'];
/** @public */
export type ManifestCoverage = Schemas['ManifestCoverage'];
/** @public */
export type UnresolvedVersions = Schemas['UnresolvedVersions'];
/** @public */
export type AdvisoryData = Schemas['AdvisoryData'];
/** How old the data of one source is, and may be. @public */
export type AdvisorySourceAge = Schemas['AdvisorySourceAge'];
/** @public */
export type Finding = Schemas['Finding'];
/** What a finding is about. @public */
export type FindingKind = Schemas['FindingKind'];
/** The last report of a tool about a service. @public */
export type ToolReport = Schemas['ToolReport'];
/** A tool that looks at dependencies, and how much it says of a service. @public */
export type ComparedTool = Schemas['ComparedTool'];
/** A finding with what each tool says of it. @public */
export type ComparedFinding = Schemas['ComparedFinding'];
/** What one tool says of a finding, or why it says nothing. @public */
export type ToolOpinion = Schemas['ToolOpinion'];
/** What several tools say of a service, side by side. @public */
export type ToolComparison = Schemas['ToolComparison'];
/** How many findings came and went. @public */
export type FindingChangeCounts = Schemas['FindingChangeCounts'];
/** What became of a report. @public */
export type ReportUpload = Schemas['ReportUpload'];
/** @public */
export type FindingDetail = Schemas['FindingDetail'];
/** @public */
export type PathList = Schemas['PathList'];
/** How a version of a package is forced that others ask for. @public */
export type Override = Schemas['Override'];
/** A ticket in a tracker, or one that is to be. @public */
export type Ticket = Schemas['Ticket'];
/** @public */
export type TicketList = Schemas['TicketList'];
/** The shortest way out for a service. @public */
export type UpgradePlan = Schemas['UpgradePlan'];
/** One change of a plan. @public */
export type PlannedChange = Schemas['PlannedChange'];
/** A vulnerable package version, and where it can go. @public */
export type PlannedPackage = Schemas['PlannedPackage'];
/** The upgrades that clear most over all services. @public */
export type BiggestUpgrades = Schemas['BiggestUpgrades'];
/** @public */
export type Component = Schemas['Component'];
/** @public */
export type Usage = Schemas['Usage'];
/** An image that a service is shipped as. @public */
export type TargetImage = Schemas['TargetImage'];
/** @public */
export type UsagePage = Schemas['UsagePage'];
/** How a version range was understood. @public */
export type VersionsUnderstood = Schemas['VersionsUnderstood'];
/** A package in use with a name like one that is not. @public */
export type NearPackage = Schemas['NearPackage'];
/** What the ignore files of tools in a service say. @public */
export type IgnoreFiles = Schemas['IgnoreFiles'];
/** One ignore file of a tool. @public */
export type IgnoreFile = Schemas['IgnoreFile'];
/** One entry of an ignore file. @public */
export type IgnoreFileEntry = Schemas['IgnoreFileEntry'];
/** What came of a VEX document. @public */
export type VexReport = Schemas['VexReport'];
/** A statement, and a finding that it is about. @public */
export type VexReportItem = Schemas['VexReportItem'];
/** One vulnerability: all advisory records that speak of the same thing. @public */
export type Vulnerability = Schemas['Vulnerability'];
/** @public */
export type VulnerabilityDetail = Schemas['VulnerabilityDetail'];
/** What one advisory record says. @public */
export type Claim = Schemas['Claim'];
/** @public */
export type Snapshot = Schemas['Snapshot'];
/** @public */
export type SnapshotDiff = Schemas['SnapshotDiff'];
/** @public */
export type Scan = Schemas['Scan'];
/** @public */
export type JudgedPullRequest = Schemas['JudgedPullRequest'];
/** @public */
export type ScanDetail = Schemas['ScanDetail'];
/** @public */
export type ScanRequest = Schemas['ScanRequest'];
/** @public */
export type Overview = Schemas['Overview'];
/** @public */
export type SystemHealth = Schemas['SystemHealth'];
/** @public */
export type AdvisorySourceStatus = Schemas['AdvisorySource'];
/** @public */
export type SnapshotOrigin = Schemas['SnapshotOrigin'];
/** @public */
export type UploadedSbom = Schemas['UploadedSbom'];
/** @public */
export type SbomQuality = Schemas['SbomQuality'];
/** What was in force at a time, as known then and now. @public */
export type AsOf = Schemas['AsOf'];
/** @public */
export type FindingAsOf = Schemas['FindingAsOf'];
/** A package in an entity, since when and until when. @public */
export type Presence = Schemas['Presence'];
/** @public */
export type Retention = Schemas['Retention'];
/** @public */
export type NewArchiveExport = Schemas['NewExport'];
/** @public */
export type ArchiveExport = Schemas['ArchiveExport'];
/** What a person decided. @public */
export type Decision = Schemas['Decision'];
/** @public */
export type DecisionDetail = Schemas['DecisionDetail'];
/** What became of one of several decisions that were approved or rejected together. @public */
export type MovedDecision = Schemas['MovedDecision'];
/** @public */
export type DecisionSubject = Schemas['DecisionSubject'];
/** @public */
export type DecisionState = Schemas['DecisionState'];
/** @public */
export type NewDecision = Schemas['NewDecision'];
/** @public */
export type FindingDecisionRequest = Schemas['FindingDecisionRequest'];
/** @public */
export type TriageSummary = Schemas['TriageSummary'];
/** @public */
export type TriageRule = Schemas['TriageRule'];
/** @public */
export type TriageTrial = Schemas['TriageTrial'];
/** How much a service needs attention. @public */
export type AlertLevel = Schemas['AlertLevel'];
/** How much a service needs attention, since when and why. @public */
export type Alert = Schemas['Alert'];
/** One thing that makes a service reach its alert level. @public */
export type AlertReason = Schemas['AlertReason'];
/** A period of one alert level. @public */
export type AlertLevelPeriod = Schemas['AlertLevelPage']['items'][number];
/** @public */
export type AlertLevelQuery = QueryOf<'listAlertLevels'>;
/** What a gate says. @public */
export type GateReport = Schemas['GateReport'];
/** What one line of a gate says. @public */
export type GateReason = Schemas['GateReason'];
/** A line of a gate's policy. @public */
export type GateLine = Schemas['GateLine'];
/** What a gate says, in a word. @public */
export type GateOutcome = Schemas['GateOutcome'];
/** What other policies would say. @public */
export type GateTrial = Schemas['GateTrial'];
/** @public */
export type FindingDecisionResult = Schemas['FindingDecisionResult'];
/** @public */
export type DecisionStep = 'approve' | 'reject' | 'revoke';
/** @public */
export type Verdict = Schemas['Verdict'];
/** @public */
export type LicenseCategory = Schemas['LicenseCategory'];
/** @public */
export type LicenseState = Schemas['LicenseState'];
/** @public */
export type LicenseReason = Schemas['LicenseReason'];
/** @public */
export type LicenseOverview = Schemas['LicenseOverview'];
/** Package versions by what the policy says of their license. @public */
export type VerdictCounts = Schemas['VerdictCounts'];
/** @public */
export type LicenseUse = Schemas['LicenseUse'];
/** @public */
export type LicensedComponent = Schemas['LicensedComponent'];
/** Where a package version comes from. @public */
export type Provenance = Schemas['Provenance'];
/** @public */
export type ProvenanceOutcome = Schemas['ProvenanceOutcome'];
/** @public */
export type LicensedComponentDetail = Schemas['LicensedComponentDetail'];
/** @public */
export type LicenseIssue = Schemas['LicenseIssue'];
/** @public */
export type LicenseObligations = Schemas['LicenseObligations'];
/** @public */
export type LicensePolicies = Schemas['LicensePolicies'];
/** @public */
export type LicenseSources = Schemas['LicenseSources'];
/** @public */
export type ScorecardAnswer = Schemas['ScorecardAnswer'];
/** @public */
export type ScorecardDefinition = Schemas['ScorecardDefinition'];
/** @public */
export type ScorecardCheck = Schemas['ScorecardCheck'];
/** @public */
export type ScorecardList = Schemas['ScorecardList'];
/** @public */
export type ScorecardRollUp = Schemas['ScorecardRollUp'];
/** @public */
export type ScorecardRollUpRow = Schemas['ScorecardRollUpRow'];
/** @public */
export type ScorecardAnswerCounts = Schemas['ScorecardAnswerCounts'];
/** @public */
export type ScorecardService = Schemas['ScorecardService'];
/** @public */
export type ScorecardTrend = Schemas['ScorecardTrend'];
/** @public */
export type ScorecardMovers = Schemas['ScorecardMovers'];
/** @public */
export type ScorecardCampaignList = Schemas['ScorecardCampaignList'];
/** @public */
export type ScorecardNode = Schemas['ScorecardNode'];
/** @public */
export type ScorecardEvidence = Schemas['ScorecardEvidence'];
/** @public */
export type ServiceCheck = Schemas['ServiceCheck'];
/** @public */
export type ServiceScorecard = Schemas['ServiceScorecard'];
/** @public */
export type ServiceScorecards = Schemas['ServiceScorecards'];
/** A period of one level or one answer. @public */
export type ScorecardPeriod = Schemas['ScorecardHistoryPage']['items'][number];

/** A page of a list; `nextCursor` is absent on the last one. @public */
export interface Page<T> {
  items: T[];
  total: Total;
  nextCursor?: string;
}

type QueryOf<Op extends keyof operations> = NonNullable<
  operations[Op]['parameters']['query']
>;

/** @public */
export type TargetQuery = QueryOf<'listTargets'>;
/** @public */
export type FindingQuery = QueryOf<'listFindings'>;
/** Open findings over time. @public */
export type FindingTrend = Schemas['FindingTrend'];
/** @public */
export type FindingTrendQuery = QueryOf<'getFindingTrend'>;
/** A finding filter without order and paging. @public */
export type FindingFilter = QueryOf<'exportFindings'>;
/** @public */
export type ComponentQuery = QueryOf<'listComponents'>;
/** @public */
export type UsageQuery = QueryOf<'listUsages'>;
/** A usage filter without paging. @public */
export type UsageFilter = QueryOf<'exportUsages'>;
/** @public */
export type VulnerabilityQuery = QueryOf<'listAdvisories'>;
/** @public */
export type ScanQuery = QueryOf<'listScans'>;
/** @public */
export type PullRequestQuery = QueryOf<'listPullRequests'>;
/** @public */
export type SnapshotQuery = QueryOf<'listSnapshots'>;
/**
 * `cyclonedx` is 1.6 and `spdx` 2.3; `original`: what was uploaded, byte for byte.
 *
 * @public
 */
export type SbomFormat =
  | 'cyclonedx'
  | 'spdx'
  | 'cyclonedx-1.7'
  | 'spdx-3.0'
  | 'original';
/** @public */
export type UploadQuery = QueryOf<'uploadSbom'>;
/** @public */
export type VexQuery = QueryOf<'importVex'>;
/** How a build is to be judged. @public */
export type GateCheckQuery = QueryOf<'checkBuild'>;
/** @public */
export type IgnoreFileQuery = QueryOf<'uploadIgnoreFile'>;
/** @public */
export type VexExportQuery = QueryOf<'exportVex'>;
/** @public */
export type IgnoreFileExportQuery = QueryOf<'exportIgnoreFile'>;
/** @public */
export type AsOfQuery = QueryOf<'getAsOf'>;
/** @public */
export type FindingAsOfQuery = QueryOf<'listFindingsAsOf'>;
/** @public */
export type PresenceQuery = QueryOf<'listPresence'>;
/** A presence filter without paging. @public */
export type PresenceFilter = QueryOf<'exportPresence'>;
/** @public */
export type ExportQuery = QueryOf<'listExports'>;
/** @public */
export type DecisionQuery = QueryOf<'listDecisions'>;
/** Which entities a license question is about. @public */
export type LicenseScope = QueryOf<'getLicenseOverview'>;
/** @public */
export type LicenseQuery = QueryOf<'listLicenses'>;
/** @public */
export type LicensedComponentQuery = QueryOf<'listLicensedComponents'>;
/** The same filter without order and paging. @public */
export type LicensedComponentFilter = QueryOf<'exportLicensedComponents'>;
/** @public */
export type LicenseIssueQuery = QueryOf<'listLicenseIssues'>;
/** The same filter without order and paging. @public */
export type LicenseIssueFilter = QueryOf<'exportLicenseIssues'>;
/** @public */
export type NoticesQuery = QueryOf<'getNotices'>;
/** Which services a scorecard question is about. @public */
export type ScorecardScope = QueryOf<'listScorecardCampaigns'>;
/** @public */
export type ScorecardRollUpQuery = QueryOf<'getScorecardRollUp'>;
/** @public */
export type ScorecardServiceQuery = QueryOf<'listScorecardServices'>;
/** @public */
export type ScorecardTrendQuery = QueryOf<'getScorecardTrend'>;
/** @public */
export type ScorecardMoverQuery = QueryOf<'listScorecardMovers'>;
/** @public */
export type ScorecardHistoryQuery = QueryOf<'listScorecardHistory'>;
/** @public */
export type UpgradePlanQuery = QueryOf<'getUpgradePlan'>;
/** @public */
export type TicketQuery = QueryOf<'listTickets'>;
/** Which services an upgrade question is about. @public */
export type BiggestUpgradesQuery = QueryOf<'listUpgrades'>;
/** @public */
export type ReleaseQuery = QueryOf<'listReleases'>;
/** @public */
export type ChangeQuery = QueryOf<'listChanges'>;
/** A release of a service. @public */
export type Release = Schemas['Release'];
/** @public */
export type ReleasePage = Schemas['ReleasePage'];
/** What a release brings since another one. @public */
export type Changelog = Schemas['Changelog'];
/** What changed in a service, beside its findings. @public */
export type ServiceChange = Schemas['ServiceChange'];
/** @public */
export type ServiceChangeKind = Schemas['ServiceChangeKind'];
