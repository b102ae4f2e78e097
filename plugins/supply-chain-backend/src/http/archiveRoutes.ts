import {
  supplyChainFindingReadPermission,
  supplyChainLicenseReadPermission,
  supplyChainRetentionReadPermission,
  supplyChainSbomReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import type { TargetFilter } from '../records/targets/targetFilter';
import { listFindingsAsOf, readAsOf } from '../views/history/asOf';
import { listPresence, streamPresence } from '../views/components/presence';
import { sendCsv } from './csv';
import { presenceColumns } from './exportColumns';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addArchiveRoutes(router: Router, context: RouteContext): void {
  const { knex, access, archive, audit } = context;

  router.get('/as-of', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const { query } = readRequest(req, 'getAsOf');
    res.json(
      await readAsOf(knex, archive, query, {
        targets,
        findings: await access.targetsIfAny(
          req,
          supplyChainFindingReadPermission,
        ),
        licenses: await access.targetsIfAny(
          req,
          supplyChainLicenseReadPermission,
        ),
      }),
    );
  });

  router.get('/as-of/findings', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listFindingsAsOf');
    res.json(await listFindingsAsOf(knex, archive, query, targets));
  });

  const readable = async (req: Request): Promise<TargetFilter> => ({
    ...(await access.targets(req, supplyChainSbomReadPermission)),
    ...scopeOf(req),
  });

  router.get('/retention', async (req, res) => {
    await access.require(req, supplyChainRetentionReadPermission);
    res.json(await context.retention.describe());
  });

  router.get('/presence', async (req, res) => {
    const { query } = readRequest(req, 'listPresence');
    res.json(await listPresence(knex, query, await readable(req)));
  });

  router.get('/presence/export', async (req, res) => {
    const targets = await readable(req);
    const { query } = readRequest(req, 'exportPresence');
    const rows = streamPresence(knex, query, targets);
    await audit.during(
      { eventId: 'presence-export', severityLevel: 'low', request: req },
      () => sendCsv(req, res, 'where-it-was', presenceColumns, rows),
    );
  });
}
