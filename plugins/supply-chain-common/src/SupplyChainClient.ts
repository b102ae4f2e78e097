import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { SupplyChainApi } from './SupplyChainApi';
import type * as types from './types';

type Query = Record<string, unknown>;
type RequestOptions = { signal?: AbortSignal; token?: string };

/**
 * Speaks to the supply-chain backend.
 *
 * In a front end, give it the portal's `fetchApi`, which knows `plugin://`
 * addresses and adds the user's token. Elsewhere, give a `baseUrl` (the
 * address of `/api/supply-chain`) and a token with each request.
 *
 * @public
 */
export class SupplyChainClient implements SupplyChainApi {
  readonly #fetchApi: { fetch: typeof fetch };
  readonly #baseUrl: string;

  constructor(options: {
    fetchApi: { fetch: typeof fetch };
    baseUrl?: string;
  }) {
    this.#fetchApi = options.fetchApi;
    this.#baseUrl = options.baseUrl ?? 'plugin://supply-chain';
  }

  listTargets(query: types.TargetQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Target>>('/targets', query, options);
  }

  getTarget(entityRef: string, options?: RequestOptions) {
    return this.#get<types.TargetDetail>(
      `/targets/${entityPath(entityRef)}`,
      {},
      options,
    );
  }

  listFindings(query: types.FindingQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Finding>>('/findings', query, options);
  }

  getFinding(id: string, options?: RequestOptions) {
    return this.#get<types.FindingDetail>(
      `/findings/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  getFindingPaths(id: string, options?: RequestOptions) {
    return this.#get<types.PathList>(
      `/findings/${encodeURIComponent(id)}/paths`,
      {},
      options,
    );
  }

  exportFindings(query: types.FindingFilter, options?: RequestOptions) {
    return this.#blob('/findings/export', query, options);
  }

  getFindingTrend(query: types.FindingTrendQuery, options?: RequestOptions) {
    return this.#get<types.FindingTrend>('/findings/trend', query, options);
  }

  listComponents(query: types.ComponentQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Component>>(
      '/components',
      query,
      options,
    );
  }

  listUsages(query: types.UsageQuery, options?: RequestOptions) {
    return this.#get<types.UsagePage>('/usages', query, options);
  }

  exportUsages(query: types.UsageFilter, options?: RequestOptions) {
    return this.#blob('/usages/export', query, options);
  }

  listAdvisories(query: types.VulnerabilityQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Vulnerability>>(
      '/advisories',
      query,
      options,
    );
  }

  getAdvisory(id: string, options?: RequestOptions) {
    return this.#get<types.VulnerabilityDetail>(
      `/advisories/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  refreshAdvisorySource(id: string, options?: RequestOptions) {
    return this.#post<types.AdvisorySourceStatus>(
      `/advisory-sources/${encodeURIComponent(id)}/refresh`,
      undefined,
      options,
    );
  }

  listSnapshots(query: types.SnapshotQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Snapshot>>('/snapshots', query, options);
  }

  getSnapshot(id: string, options?: RequestOptions) {
    return this.#get<types.Snapshot>(
      `/snapshots/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  getSbom(id: string, format: types.SbomFormat, options?: RequestOptions) {
    return this.#blob(
      `/snapshots/${encodeURIComponent(id)}/sbom`,
      { format },
      options,
    );
  }

  diffSnapshots(id: string, base: string, options?: RequestOptions) {
    return this.#get<types.SnapshotDiff>(
      `/snapshots/${encodeURIComponent(id)}/diff`,
      { base },
      options,
    );
  }

  getComponentPaths(id: string, purl: string, options?: RequestOptions) {
    return this.#get<types.PathList>(
      `/snapshots/${encodeURIComponent(id)}/paths`,
      { purl },
      options,
    );
  }

  listScans(query: types.ScanQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Scan>>('/scans', query, options);
  }

  getScan(id: string, options?: RequestOptions) {
    return this.#get<types.ScanDetail>(
      `/scans/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  createScan(entityRef: string, options?: RequestOptions) {
    return this.#post<types.ScanRequest>('/scans', { entityRef }, options);
  }

  getOverview(query: { owner?: string[] } = {}, options?: RequestOptions) {
    return this.#get<types.Overview>('/overview', query, options);
  }

  getMachinery(options?: RequestOptions) {
    return this.#get<types.Machinery>('/machinery', {}, options);
  }

  async uploadSbom(
    query: types.UploadQuery,
    document: Blob | string,
    mediaType: string,
    options?: RequestOptions,
  ) {
    const response = await this.#request(
      `/sboms${search(query)}`,
      {
        method: 'POST',
        headers: { 'Content-Type': mediaType },
        body: document,
      },
      options,
    );
    return (await response.json()) as types.UploadedSbom;
  }

  getAsOf(query: types.AsOfQuery, options?: RequestOptions) {
    return this.#get<types.AsOf>('/as-of', query, options);
  }

  listFindingsAsOf(query: types.FindingAsOfQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.FindingAsOf>>(
      '/as-of/findings',
      query,
      options,
    );
  }

  listPresence(query: types.PresenceQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Presence>>('/presence', query, options);
  }

  exportPresence(query: types.PresenceFilter, options?: RequestOptions) {
    return this.#blob('/presence/export', query, options);
  }

  getRetention(options?: RequestOptions) {
    return this.#get<types.Retention>('/retention', {}, options);
  }

  listExports(query: types.ExportQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.ArchiveExport>>(
      '/exports',
      query,
      options,
    );
  }

  createExport(wanted: types.NewArchiveExport, options?: RequestOptions) {
    return this.#post<types.ArchiveExport>('/exports', wanted, options);
  }

  getExport(id: string, options?: RequestOptions) {
    return this.#get<types.ArchiveExport>(
      `/exports/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  async cancelExport(id: string, options?: RequestOptions) {
    const response = await this.#request(
      `/exports/${encodeURIComponent(id)}`,
      { method: 'DELETE' },
      options,
    );
    return (await response.json()) as types.ArchiveExport;
  }

  async getExportContent(id: string, options?: RequestOptions) {
    const response = await this.#request(
      `/exports/${encodeURIComponent(id)}/content`,
      { method: 'GET' },
      options,
    );
    return response.body!;
  }

  listDecisions(query: types.DecisionQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Decision>>('/decisions', query, options);
  }

  getDecision(id: string, options?: RequestOptions) {
    return this.#get<types.DecisionDetail>(
      `/decisions/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  createDecision(decision: types.NewDecision, options?: RequestOptions) {
    return this.#post<types.Decision>('/decisions', decision, options);
  }

  moveDecision(
    id: string,
    step: types.DecisionStep,
    comment?: string,
    options?: RequestOptions,
  ) {
    return this.#post<types.DecisionDetail>(
      `/decisions/${encodeURIComponent(id)}/${step}`,
      { comment },
      options,
    );
  }

  getLicenseOverview(scope: types.LicenseScope, options?: RequestOptions) {
    return this.#get<types.LicenseOverview>(
      '/licenses/overview',
      scope,
      options,
    );
  }

  listLicenses(query: types.LicenseQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.LicenseUse>>('/licenses', query, options);
  }

  listLicensedComponents(
    query: types.LicensedComponentQuery,
    options?: RequestOptions,
  ) {
    return this.#get<types.Page<types.LicensedComponent>>(
      '/licenses/components',
      query,
      options,
    );
  }

  exportLicensedComponents(
    query: types.LicensedComponentFilter,
    options?: RequestOptions,
  ) {
    return this.#blob('/licenses/components/export', query, options);
  }

  getLicensedComponent(
    query: { purl: string; entityRef?: string },
    options?: RequestOptions,
  ) {
    return this.#get<types.LicensedComponentDetail>(
      '/licenses/component',
      query,
      options,
    );
  }

  listLicenseIssues(query: types.LicenseIssueQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.LicenseIssue>>(
      '/licenses/issues',
      query,
      options,
    );
  }

  exportLicenseIssues(
    query: types.LicenseIssueFilter,
    options?: RequestOptions,
  ) {
    return this.#blob('/licenses/issues/export', query, options);
  }

  listLicenseObligations(scope: types.LicenseScope, options?: RequestOptions) {
    return this.#get<types.LicenseObligations>(
      '/licenses/obligations',
      scope,
      options,
    );
  }

  getLicensePolicies(options?: RequestOptions) {
    return this.#get<types.LicensePolicies>('/licenses/policies', {}, options);
  }

  getLicenseSources(options?: RequestOptions) {
    return this.#get<types.LicenseSources>('/licenses/sources', {}, options);
  }

  getNotices(query: types.NoticesQuery, options?: RequestOptions) {
    return this.#blob('/licenses/notices', query, options);
  }

  listScorecards(options?: RequestOptions) {
    return this.#get<types.ScorecardList>('/scorecards', {}, options);
  }

  getScorecardRollUp(
    scorecard: string,
    query: types.ScorecardRollUpQuery,
    options?: RequestOptions,
  ) {
    return this.#get<types.ScorecardRollUp>(
      `/scorecards/${encodeURIComponent(scorecard)}/rollup`,
      query,
      options,
    );
  }

  listScorecardServices(
    scorecard: string,
    query: types.ScorecardServiceQuery,
    options?: RequestOptions,
  ) {
    return this.#get<types.Page<types.ScorecardService>>(
      `/scorecards/${encodeURIComponent(scorecard)}/services`,
      query,
      options,
    );
  }

  exportScorecard(
    scorecard: string,
    scope: types.ScorecardScope,
    options?: RequestOptions,
  ) {
    return this.#blob(
      `/scorecards/${encodeURIComponent(scorecard)}/export`,
      scope,
      options,
    );
  }

  getScorecardTrend(
    scorecard: string,
    query: types.ScorecardTrendQuery,
    options?: RequestOptions,
  ) {
    return this.#get<types.ScorecardTrend>(
      `/scorecards/${encodeURIComponent(scorecard)}/trend`,
      query,
      options,
    );
  }

  listScorecardMovers(
    scorecard: string,
    query: types.ScorecardMoverQuery,
    options?: RequestOptions,
  ) {
    return this.#get<types.ScorecardMovers>(
      `/scorecards/${encodeURIComponent(scorecard)}/movers`,
      query,
      options,
    );
  }

  listScorecardCampaigns(
    scorecard: string,
    scope: types.ScorecardScope,
    options?: RequestOptions,
  ) {
    return this.#get<types.ScorecardCampaignList>(
      `/scorecards/${encodeURIComponent(scorecard)}/campaigns`,
      scope,
      options,
    );
  }

  getScorecardNode(ref: string, options?: RequestOptions) {
    return this.#get<types.ScorecardNode>(
      `/scorecards/nodes/${entityPath(ref)}`,
      {},
      options,
    );
  }

  getServiceScorecards(entityRef: string, options?: RequestOptions) {
    return this.#get<types.ServiceScorecards>(
      `/targets/${entityPath(entityRef)}/scorecards`,
      {},
      options,
    );
  }

  listScorecardHistory(
    entityRef: string,
    scorecard: string,
    query: types.ScorecardHistoryQuery,
    options?: RequestOptions,
  ) {
    const name = encodeURIComponent(scorecard);
    return this.#get<types.Page<types.ScorecardPeriod>>(
      `/targets/${entityPath(entityRef)}/scorecards/${name}/history`,
      query,
      options,
    );
  }

  async #get<T>(path: string, query: Query, options?: RequestOptions) {
    const response = await this.#request(
      path + search(query),
      { method: 'GET' },
      options,
    );
    return (await response.json()) as T;
  }

  async #post<T>(path: string, body: unknown, options?: RequestOptions) {
    const response = await this.#request(
      path,
      {
        method: 'POST',
        ...(body !== undefined && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
      options,
    );
    return (await response.json()) as T;
  }

  async #blob(path: string, query: Query, options?: RequestOptions) {
    const response = await this.#request(
      path + search(query),
      { method: 'GET' },
      options,
    );
    return response.blob();
  }

  async #request(path: string, init: RequestInit, options?: RequestOptions) {
    const headers = new Headers(init.headers);
    if (options?.token) {
      headers.set('Authorization', `Bearer ${options.token}`);
    }
    const response = await this.#fetchApi.fetch(this.#baseUrl + path, {
      ...init,
      headers,
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

/** An entity ref as three parts of a path. */
function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}

function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
