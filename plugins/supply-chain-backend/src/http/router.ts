import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
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
import { addAdvisoryRoutes } from './advisoryRoutes';
import { addArchiveRoutes } from './archiveRoutes';
import { addChangeRoutes } from './changeRoutes';
import { addBadgeRoutes, addPublicBadgeRoute } from './badgeRoutes';
import type { RouteContext } from './context';
import { addDecisionRoutes } from './decisionRoutes';
import { addExportRoutes } from './exportRoutes';
import { addFindingRoutes } from './findingRoutes';
import { addGateCheckRoute, addGateRoutes } from './gateRoutes';
import { addInventoryRoutes } from './inventoryRoutes';
import { addLicenseRoutes } from './licenseRoutes';
import { addReleaseRoutes } from './releaseRoutes';
import { addReportRoutes } from './reportRoutes';
import { addScanRoutes } from './scanRoutes';
import { addScorecardRoutes } from './scorecardRoutes';
import { visibleError } from '../messages/visibleMessage';
import { addTicketRoutes } from './ticketRoutes';
import { addTriageRoutes } from './triageRoutes';
import { addTargetRoutes } from './targetRoutes';
import { addUpgradeRoutes } from './upgradeRoutes';
import { addUploadRoutes } from './uploadRoutes';
import { addVexRoutes } from './vexRoutes';

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
  addGateCheckRoute(uploads, context);
  addPublicBadgeRoute(uploads, context);
  const router = createValidatedOpenApiRouterFromGeneratedEndpointMap(
    openApiDocument as Parameters<
      typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
    >[0],
    { middleware: [json({ limit: '100kb' })] },
  ) as unknown as Router;
  addTargetRoutes(router, context);
  addFindingRoutes(router, context);
  addGateRoutes(router, context);
  addBadgeRoutes(router, context);
  addInventoryRoutes(router, context);
  addUpgradeRoutes(router, context);
  addAdvisoryRoutes(router, context);
  addScanRoutes(router, context);
  addDecisionRoutes(router, context);
  addTriageRoutes(router, context);
  addTicketRoutes(router, context);
  addLicenseRoutes(router, context);
  addArchiveRoutes(router, context);
  addExportRoutes(router, context);
  addScorecardRoutes(router, context);
  addVexRoutes(router, context);
  addReleaseRoutes(router, context);
  addReportRoutes(router, context);
  addChangeRoutes(router, context);
  uploads.use(router);
  uploads.use(tellVisibly);
  return uploads;
}
