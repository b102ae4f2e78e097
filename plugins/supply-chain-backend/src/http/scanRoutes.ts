import { NotFoundError } from '@backstage/errors';
import {
  ScanQuery,
  ScanRequest,
  supplyChainFindingReadPermission,
  supplyChainScanCreatePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { requestScan } from '../scanning/queue';
import { listScans, readScan } from '../scanning/scanViews';
import type { RouteContext } from './router';

export function addScanRoutes(router: Router, context: RouteContext): void {
  const { knex, access, auditor } = context;

  router.get('/scans', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const query = req.query as ScanQuery;
    const entityRef = query.entityRef?.toLocaleLowerCase('en-US');
    res.json(await listScans(knex, query, { ...targets, entityRef }));
  });

  router.get('/scans/:scanId', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readScan(knex, req.params.scanId, targets));
  });

  router.post('/scans', async (req, res) => {
    const entityRef = req.body.entityRef.toLocaleLowerCase('en-US');
    const event = await auditor.createEvent({
      eventId: 'scan-request',
      severityLevel: 'medium',
      request: req,
      meta: { entityRef },
    });
    try {
      await access.requireFor(req, supplyChainScanCreatePermission, entityRef);
      const requested = await requestScan(knex, entityRef, {
        trigger: 'manual',
        requestedBy: nameOf(await access.credentials(req)),
      });
      if (!requested) {
        throw new NotFoundError(
          `${entityRef} is not scanned, or names no source that can be read`,
        );
      }
      context.wakeWorkers();
      const running = await listScans(
        knex,
        { state: ['running'], limit: 1 },
        { entityRef },
      );
      const answer: ScanRequest = {
        entityRef,
        queued: true,
        scan: running.items[0],
      };
      res.status(202).json(answer);
      await event.success();
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });
}

/** Who asked, for the scan's record. */
function nameOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return principal.userEntityRef ?? principal.subject ?? 'unknown';
}
