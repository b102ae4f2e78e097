import {
  supplyChainFindingReadPermission,
  supplyChainReportUploadPermission,
  supplyChainSbomUploadPermission,
  supplyChainTriageApprovePermission,
  supplyChainTriageImportPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Response, Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { RequestTimeoutError } from '../outside/web/errors';
import { CrowdedOutError } from '../flows/upload/Arrivals';
import { listIgnoreFiles } from '../views/findings/ignoreFiles';
import type { RouteContext } from './context';
import { readReceivedQuery } from './requests';

/**
 * Uploads come before the router that checks requests against the OpenAPI
 * document: it would read whole bodies into memory, of any size.
 */
export function addUploadRoutes(router: Router, context: RouteContext): void {
  const { access, audit, reportUploads, uploads, vexUploads } = context;

  router.post('/sboms', async (req, res) => {
    const query = readReceivedQuery(req, 'uploadSbom');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    const answer = await audit.during(
      {
        eventId: 'sbom-upload',
        request: req,
        entityRef,
        meta: {
          ...(query.release && { release: query.release }),
          ...(query.revision && { revision: query.revision }),
        },
      },
      async () => {
        const permission = supplyChainSbomUploadPermission;
        await access.requireFor(req, permission, entityRef);
        const recordedBy = actorOf(await access.credentials(req));
        const visible = await access.targetsIfAny(
          req,
          supplyChainFindingReadPermission,
        );
        const mayImport = await access.may(
          req,
          supplyChainTriageImportPermission,
        );
        const mayApprove = await access.may(
          req,
          supplyChainTriageApprovePermission,
        );
        const sender = { who: recordedBy, visible, mayApprove };
        return hangingUp(req, res, () =>
          uploads.receive(req, query, recordedBy, async (...sbom) =>
            mayImport ? vexUploads.takeFromSbom(...sbom, sender) : undefined,
          ),
        );
      },
    );
    res.status(answer.created ? 201 : 200).json(answer);
  });

  router.post('/vex', async (req, res) => {
    const query = readReceivedQuery(req, 'importVex');
    const entityRef = query.entityRef?.toLocaleLowerCase('en-US');
    const report = await audit.during(
      {
        eventId: 'vex-import',
        severityLevel: 'high',
        request: req,
        entityRef,
        meta: {
          ...(!entityRef && { scope: 'all services' }),
          ...(query.author && { author: query.author }),
        },
      },
      async () => {
        await access.require(req, supplyChainTriageImportPermission);
        const who = actorOf(await access.credentials(req));
        const visible = await access.targetsIfAny(
          req,
          supplyChainFindingReadPermission,
        );
        const mayApprove = await access.may(
          req,
          supplyChainTriageApprovePermission,
        );
        const sender = { who, visible, mayApprove };
        return hangingUp(req, res, () =>
          vexUploads.receive(req, { ...query, entityRef }, sender),
        );
      },
    );
    res.status(report.created ? 201 : 200).json(report);
  });

  router.post('/reports', async (req, res) => {
    const query = readReceivedQuery(req, 'uploadReport');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    const answer = await audit.during(
      {
        eventId: 'report-upload',
        request: req,
        entityRef,
        meta: { ...(query.category && { category: query.category }) },
      },
      async () => {
        const permission = supplyChainReportUploadPermission;
        await access.requireFor(req, permission, entityRef);
        const who = actorOf(await access.credentials(req));
        return hangingUp(req, res, () =>
          reportUploads.receive(req, { ...query, entityRef }, who),
        );
      },
    );
    res.status(answer.created ? 201 : 200).json(answer);
  });

  router.delete('/reports', async (req, res) => {
    const query = readReceivedQuery(req, 'removeReport');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    const { tool, category = '' } = query;
    const changes = await audit.during(
      {
        eventId: 'report-remove',
        severityLevel: 'medium',
        request: req,
        entityRef,
        meta: { tool, category },
      },
      async () => {
        const permission = supplyChainReportUploadPermission;
        await access.requireFor(req, permission, entityRef);
        const who = actorOf(await access.credentials(req));
        return reportUploads.remove(entityRef, tool, category, who);
      },
    );
    res.json(changes);
  });

  router.post('/ignore-files', async (req, res) => {
    const query = readReceivedQuery(req, 'uploadIgnoreFile');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await audit.during(
      {
        eventId: 'ignore-file-import',
        severityLevel: 'medium',
        request: req,
        entityRef,
        meta: { ...(query.path && { path: query.path }) },
      },
      async () => {
        await access.require(req, supplyChainTriageImportPermission);
        const who = actorOf(await access.credentials(req));
        await hangingUp(req, res, () =>
          vexUploads.receiveIgnoreFile(req, { ...query, entityRef }, who),
        );
      },
    );
    res.json(await listIgnoreFiles(context.knex, context.archive, entityRef));
  });
}

/** Ends the connection where a document comes too slowly: it would go on so. */
export async function hangingUp<T>(
  req: Request,
  res: Response,
  receive: () => Promise<T>,
): Promise<T> {
  try {
    return await receive();
  } catch (error) {
    if (
      error instanceof RequestTimeoutError ||
      error instanceof CrowdedOutError
    ) {
      res.once('finish', () => req.destroy());
    }
    throw error;
  }
}
