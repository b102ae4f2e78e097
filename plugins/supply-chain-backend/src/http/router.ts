import type { LoggerService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { openApiDocument } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorRequestHandler,
  json,
  NextFunction,
  Request,
  Response,
  Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import type { Knex } from 'knex';
import type { AdvisoryRefresher } from '../flows/advise/AdvisoryRefresher';
import type { CatalogWatch } from '../flows/catalog/CatalogWatch';
import type { Archive } from '../records/documents/Archive';
import type { Audit } from '../records/audit/Audit';
import type { SupplyChainOptions } from '../config/config';
import type { DecisionEffects } from '../records/decisions/decisionStore';
import type { Access } from './access';
import { addAdvisoryRoutes } from './advisoryRoutes';
import { addArchiveRoutes } from './archiveRoutes';
import { addDecisionRoutes } from './decisionRoutes';
import { addExportRoutes } from './exportRoutes';
import { addFindingRoutes } from './findingRoutes';
import { addInventoryRoutes } from './inventoryRoutes';
import { addLicenseRoutes } from './licenseRoutes';
import { addScanRoutes } from './scanRoutes';
import { addScorecardRoutes } from './scorecardRoutes';
import type { Exports } from '../flows/export/Exports';
import { visibleError } from '../messages/visibleMessage';
import type { Retention } from '../flows/retain/Retention';
import type { ScorecardSet } from '../records/results/scorecardSet';
import type { Uploads } from '../flows/upload/Uploads';
import { addTargetRoutes } from './targetRoutes';
import { addUploadRoutes } from './uploadRoutes';

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
  retention: Retention;
  exports: Exports;
  scorecards: ScorecardSet;
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

/** PostgreSQL knows no NUL character: what is asked for cannot have one. */
function refuseNul(req: Request, _: Response, next: NextFunction) {
  next(
    req.url.includes('%00')
      ? new InputError('An address must not hold the character NUL')
      : undefined,
  );
}

/** Whatever goes wrong is told as `visibleError` has it. */
const tellVisibly: ErrorRequestHandler = (error, _req, _res, next) =>
  next(visibleError(error));

/** All routes; requests are checked against the OpenAPI document first. */
export function createRouter(context: RouteContext): Router {
  const uploads = PromiseRouter();
  uploads.use(refuseNul);
  addUploadRoutes(uploads, context);
  const router = createValidatedOpenApiRouterFromGeneratedEndpointMap(
    openApiDocument as Parameters<
      typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
    >[0],
    { middleware: [json({ limit: '100kb' })] },
  ) as unknown as Router;
  addTargetRoutes(router, context);
  addFindingRoutes(router, context);
  addInventoryRoutes(router, context);
  addAdvisoryRoutes(router, context);
  addScanRoutes(router, context);
  addDecisionRoutes(router, context);
  addLicenseRoutes(router, context);
  addArchiveRoutes(router, context);
  addExportRoutes(router, context);
  addScorecardRoutes(router, context);
  uploads.use(router);
  uploads.use(tellVisibly);
  return uploads;
}
