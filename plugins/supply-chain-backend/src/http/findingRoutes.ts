import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import type { TargetFilter } from '../records/targets/targetFilter';
import { readFindingTrend } from '../views/overview/findingTrend';
import { readFinding, readFindingPaths } from '../views/findings/findingDetail';
import { listFindings, streamFindings } from '../views/findings/listFindings';
import { ShortestPaths } from '../views/components/ShortestPaths';
import { sendCsv } from './csv';
import { findingColumns } from './exportColumns';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addFindingRoutes(router: Router, context: RouteContext): void {
  const { knex, access, archive, audit } = context;
  const readable = async (req: Request): Promise<TargetFilter> => ({
    ...(await access.targets(req, supplyChainFindingReadPermission)),
    ...scopeOf(req),
  });

  router.get('/findings', async (req, res) => {
    const { query } = readRequest(req, 'listFindings');
    res.json(await listFindings(knex, query, await readable(req)));
  });

  router.get('/findings/export', async (req, res) => {
    const targets = await readable(req);
    const { query } = readRequest(req, 'exportFindings');
    await audit.during(
      {
        eventId: 'finding-export',
        severityLevel: 'low',
        request: req,
        entityRef: targets.entityRef,
      },
      () =>
        sendCsv(
          req,
          res,
          'findings',
          findingColumns,
          streamFindings(
            knex,
            query,
            targets,
            new ShortestPaths(knex, archive),
          ),
        ),
    );
  });

  router.get('/findings/trend', async (req, res) => {
    const { query } = readRequest(req, 'getFindingTrend');
    const targets = await readable(req);
    res.json(await readFindingTrend(knex, query, targets, new Date()));
  });

  router.get('/findings/:id', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readFinding(knex, req.params.id, targets));
  });

  router.get('/findings/:id/paths', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readFindingPaths(knex, archive, req.params.id, targets));
  });
}
