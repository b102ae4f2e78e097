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
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#get<types.TargetDetail>(`/targets/${path}`, {}, options);
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

  listAdvisories(query: types.FlawQuery, options?: RequestOptions) {
    return this.#get<types.Page<types.Flaw>>('/advisories', query, options);
  }

  getAdvisory(id: string, options?: RequestOptions) {
    return this.#get<types.FlawDetail>(
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
