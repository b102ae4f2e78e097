import type * as types from './types';

type Options = { signal?: AbortSignal; token?: string };

/**
 * Everything that the supply-chain backend answers. Each call rejects with a
 * `ResponseError` where the backend answers with an error.
 *
 * @public
 */
export interface SupplyChainApi {
  listTargets(
    query: types.TargetQuery,
    options?: Options,
  ): Promise<types.Page<types.Target>>;
  getTarget(entityRef: string, options?: Options): Promise<types.TargetDetail>;
  listFindings(
    query: types.FindingQuery,
    options?: Options,
  ): Promise<types.Page<types.Finding>>;
  getFinding(id: string, options?: Options): Promise<types.FindingDetail>;
  getFindingPaths(id: string, options?: Options): Promise<types.PathList>;
  /** CSV of all findings of a filter. */
  exportFindings(query: types.FindingFilter, options?: Options): Promise<Blob>;
  /** Open findings over time, and what came and went. */
  getFindingTrend(
    query: types.FindingTrendQuery,
    options?: Options,
  ): Promise<types.FindingTrend>;
  listComponents(
    query: types.ComponentQuery,
    options?: Options,
  ): Promise<types.Page<types.Component>>;
  listUsages(
    query: types.UsageQuery,
    options?: Options,
  ): Promise<types.UsagePage>;
  /** CSV of all usages of a filter. */
  exportUsages(query: types.UsageFilter, options?: Options): Promise<Blob>;
  listAdvisories(
    query: types.VulnerabilityQuery,
    options?: Options,
  ): Promise<types.Page<types.Vulnerability>>;
  /** One vulnerability by any of its ids. */
  getAdvisory(
    id: string,
    options?: Options,
  ): Promise<types.VulnerabilityDetail>;
  refreshAdvisorySource(
    id: string,
    options?: Options,
  ): Promise<types.AdvisorySourceStatus>;
  listSnapshots(
    query: types.SnapshotQuery,
    options?: Options,
  ): Promise<types.Page<types.Snapshot>>;
  getSnapshot(id: string, options?: Options): Promise<types.Snapshot>;
  /** The stored SBOM document, byte for byte. */
  getSbom(
    id: string,
    format: types.SbomFormat,
    options?: Options,
  ): Promise<Blob>;
  diffSnapshots(
    id: string,
    base: string,
    options?: Options,
  ): Promise<types.SnapshotDiff>;
  getComponentPaths(
    id: string,
    purl: string,
    options?: Options,
  ): Promise<types.PathList>;
  listScans(
    query: types.ScanQuery,
    options?: Options,
  ): Promise<types.Page<types.Scan>>;
  getScan(id: string, options?: Options): Promise<types.ScanDetail>;
  createScan(entityRef: string, options?: Options): Promise<types.ScanRequest>;
  getOverview(
    query?: { owner?: string[] },
    options?: Options,
  ): Promise<types.Overview>;
  getMachinery(options?: Options): Promise<types.Machinery>;

  /** Hands in an SBOM that was made elsewhere. */
  uploadSbom(
    query: types.UploadQuery,
    document: Blob | string,
    mediaType: string,
    options?: Options,
  ): Promise<types.UploadedSbom>;
  /** What was in force at a time, as known then and as known now. */
  getAsOf(query: types.AsOfQuery, options?: Options): Promise<types.AsOf>;
  listFindingsAsOf(
    query: types.FindingAsOfQuery,
    options?: Options,
  ): Promise<types.Page<types.FindingAsOf>>;
  /** Where a package was between two times. */
  listPresence(
    query: types.PresenceQuery,
    options?: Options,
  ): Promise<types.Page<types.Presence>>;
  /** CSV of all presences of a filter. */
  exportPresence(query: types.PresenceFilter, options?: Options): Promise<Blob>;
  getRetention(options?: Options): Promise<types.Retention>;
  listExports(
    query: types.ExportQuery,
    options?: Options,
  ): Promise<types.Page<types.ArchiveExport>>;
  createExport(
    wanted: types.NewArchiveExport,
    options?: Options,
  ): Promise<types.ArchiveExport>;
  getExport(id: string, options?: Options): Promise<types.ArchiveExport>;
  cancelExport(id: string, options?: Options): Promise<types.ArchiveExport>;
  /** The zip as it is made; cancelling the stream cancels the export. */
  getExportContent(
    id: string,
    options?: Options,
  ): Promise<ReadableStream<Uint8Array>>;
  listDecisions(
    query: types.DecisionQuery,
    options?: Options,
  ): Promise<types.Page<types.Decision>>;
  getDecision(id: string, options?: Options): Promise<types.DecisionDetail>;
  createDecision(
    decision: types.NewDecision,
    options?: Options,
  ): Promise<types.Decision>;
  moveDecision(
    id: string,
    step: types.DecisionStep,
    comment?: string,
    options?: Options,
  ): Promise<types.DecisionDetail>;
  getLicenseOverview(
    scope: types.LicenseScope,
    options?: Options,
  ): Promise<types.LicenseOverview>;
  listLicenses(
    query: types.LicenseQuery,
    options?: Options,
  ): Promise<types.Page<types.LicenseUse>>;
  listLicensedComponents(
    query: types.LicensedComponentQuery,
    options?: Options,
  ): Promise<types.Page<types.LicensedComponent>>;
  /** CSV of all package versions of a filter with their licence. */
  exportLicensedComponents(
    query: types.LicensedComponentFilter,
    options?: Options,
  ): Promise<Blob>;
  getLicensedComponent(
    query: { purl: string; entityRef?: string },
    options?: Options,
  ): Promise<types.LicensedComponentDetail>;
  listLicenseIssues(
    query: types.LicenseIssueQuery,
    options?: Options,
  ): Promise<types.Page<types.LicenseIssue>>;
  /** CSV of all issues of a filter. */
  exportLicenseIssues(
    query: types.LicenseIssueFilter,
    options?: Options,
  ): Promise<Blob>;
  listLicenseObligations(
    scope: types.LicenseScope,
    options?: Options,
  ): Promise<types.LicenseObligations>;
  getLicensePolicies(options?: Options): Promise<types.LicensePolicies>;
  getLicenseSources(options?: Options): Promise<types.LicenseSources>;
  /** The attribution document, text or HTML. */
  getNotices(query: types.NoticesQuery, options?: Options): Promise<Blob>;

  /** The scorecards in force. */
  listScorecards(options?: Options): Promise<types.ScorecardList>;
  /** Counts by team, group, system or domain. */
  getScorecardRollUp(
    scorecard: string,
    query: types.ScorecardRollUpQuery,
    options?: Options,
  ): Promise<types.ScorecardRollUp>;
  listScorecardServices(
    scorecard: string,
    query: types.ScorecardServiceQuery,
    options?: Options,
  ): Promise<types.Page<types.ScorecardService>>;
  /** CSV of all answers of a scope. */
  exportScorecard(
    scorecard: string,
    scope: types.ScorecardScope,
    options?: Options,
  ): Promise<Blob>;
  getScorecardTrend(
    scorecard: string,
    query: types.ScorecardTrendQuery,
    options?: Options,
  ): Promise<types.ScorecardTrend>;
  listScorecardMovers(
    scorecard: string,
    query: types.ScorecardMoverQuery,
    options?: Options,
  ): Promise<types.ScorecardMovers>;
  listScorecardCampaigns(
    scorecard: string,
    scope: types.ScorecardScope,
    options?: Options,
  ): Promise<types.ScorecardCampaignList>;
  /** Every scorecard for one group, user, system or domain. */
  getScorecardNode(
    ref: string,
    options?: Options,
  ): Promise<types.ScorecardNode>;
  /** Every scorecard of one service. */
  getServiceScorecards(
    entityRef: string,
    options?: Options,
  ): Promise<types.ServiceScorecards>;
  listScorecardHistory(
    entityRef: string,
    scorecard: string,
    query: types.ScorecardHistoryQuery,
    options?: Options,
  ): Promise<types.Page<types.ScorecardPeriod>>;
}
