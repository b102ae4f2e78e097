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
    query: types.FlawQuery,
    options?: Options,
  ): Promise<types.Page<types.Flaw>>;
  /** One flaw by any of its ids. */
  getAdvisory(id: string, options?: Options): Promise<types.FlawDetail>;
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
}
