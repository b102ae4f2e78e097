import {
  PresenceQuery,
  supplyChainRetentionReadPermission,
  supplyChainSbomReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import type { TargetFilter } from '../catalog/targetFilter';
import { listPresence, streamPresence } from '../inventory/presence';
import { sendCsv } from './csv';
import { presenceColumns } from './exportColumns';
import type { RouteContext } from './router';

export function addArchiveRoutes(router: Router, context: RouteContext): void {
  const { knex, access, audit } = context;

  const readable = async (req: Request): Promise<TargetFilter> => {
    const { owner } = req.query as PresenceQuery;
    return {
      ...(await access.targets(req, supplyChainSbomReadPermission)),
      owner,
    };
  };

  router.get('/retention', async (req, res) => {
    await access.require(req, supplyChainRetentionReadPermission);
    res.json(await context.retention.describe());
  });

  router.get('/presence', async (req, res) => {
    res.json(await listPresence(knex, req.query, await readable(req)));
  });

  router.get('/presence/export', async (req, res) => {
    const targets = await readable(req);
    const rows = streamPresence(knex, req.query, targets);
    await audit.during(
      { eventId: 'presence-export', severityLevel: 'low', request: req },
      () => sendCsv(res, 'presence.csv', presenceColumns, rows),
    );
  });
}
