import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import type { SupplyChainOptions } from '../config/config';
import type { AdvisoryRefresher } from '../flows/advise/AdvisoryRefresher';
import type { CatalogWatch } from '../flows/catalog/CatalogWatch';
import type { Exports } from '../flows/export/Exports';
import type { Badges } from '../flows/gate/Badges';
import type { BuildChecks } from '../flows/gate/BuildChecks';
import type { Gates } from '../flows/gate/Gates';
import type { Releases } from '../flows/release/Releases';
import type { SnapshotSboms } from '../views/snapshots/SnapshotSboms';
import type { Retention } from '../flows/retain/Retention';
import type { Triager } from '../flows/triage/Triager';
import type { ReportUploads } from '../flows/upload/ReportUploads';
import type { Uploads } from '../flows/upload/Uploads';
import type { VexUploads } from '../flows/upload/VexUploads';
import type { Audit } from '../records/audit/Audit';
import type { DecisionEffects } from '../records/decisions/decisionStore';
import type { Archive } from '../records/documents/Archive';
import type { ScorecardSet } from '../records/results/scorecardSet';
import type { Access } from './access';

/** What routes need. */
export interface RouteContext {
  knex: Knex;
  access: Access;
  archive: Archive;
  audit: Audit;
  logger: LoggerService;
  options: SupplyChainOptions;
  catalogWatch: CatalogWatch;
  refresher: AdvisoryRefresher;
  decisionEffects: DecisionEffects;
  uploads: Uploads;
  reportUploads: ReportUploads;
  vexUploads: VexUploads;
  releases: Releases;
  snapshotSboms: SnapshotSboms;
  retention: Retention;
  exports: Exports;
  scorecards: ScorecardSet;
  triager: Triager;
  gates: Gates;
  badges: Badges;
  buildChecks: BuildChecks;
  /** Has idle workers look at the queue. */
  wakeWorkers: () => void;
}

/** A target's last good scan is stale when it is older than two rounds. */
export function staleBefore(options: SupplyChainOptions): Date {
  const { frequencyMs, jitterMs } = options.schedule;
  return new Date(Date.now() - 2 * (frequencyMs + jitterMs));
}

/** The entity ref of a request's path or query, as targets have it. */
export function normalizeRef(parts: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return stringifyEntityRef(parts);
}
