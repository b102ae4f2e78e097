import { NotFoundError } from '@backstage/errors';
import {
  ScanRequest,
  supplyChainFindingReadPermission,
  supplyChainScanCreatePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { requestScan } from '../records/scans/queue';
import { listScans, readScan } from '../views/scans/scanViews';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addScanRoutes(router: Router, context: RouteContext): void {
  const { knex, access, audit } = context;

  router.get('/scans', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listScans');
    res.json(await listScans(knex, query, { ...targets, ...scopeOf(req) }));
  });

  router.get('/scans/:scanId', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readScan(knex, req.params.scanId, targets));
  });

  router.post('/scans', async (req, res) => {
    const { body } = readRequest(req, 'createScan');
    const entityRef = body.entityRef.toLocaleLowerCase('en-US');
    const answer = await audit.during(
      { eventId: 'scan-request', request: req, entityRef },
      async (): Promise<ScanRequest> => {
        const permission = supplyChainScanCreatePermission;
        await access.requireFor(req, permission, entityRef);
        const requested = await requestScan(knex, entityRef, {
          trigger: 'manual',
          requestedBy: actorOf(await access.credentials(req)),
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
        return { entityRef, queued: true, scan: running.items[0] };
      },
    );
    res.status(202).json(answer);
  });
}
