import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { listAlertLevels } from '../views/targets/alerts';
import { readTarget } from '../views/targets/targetDetail';
import { listTargets } from '../views/targets/targetViews';
import { readOverview } from '../views/overview/overview';
import { normalizeRef, RouteContext, staleBefore } from './context';
import { readRequest, scopeOf } from './requests';

export function addTargetRoutes(router: Router, context: RouteContext): void {
  const { knex, access, options } = context;

  router.get('/targets', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listTargets');
    const filter = { ...targets, ...scopeOf(req) };
    res.json(await listTargets(knex, query, filter, staleBefore(options)));
  });

  router.get('/targets/:kind/:namespace/:name', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const entityRef = normalizeRef(req.params);
    res.json(
      await readTarget(knex, entityRef, targets, {
        staleBefore: staleBefore(options),
        thresholds: options.gates.alerts,
      }),
    );
  });

  router.get(
    '/targets/:kind/:namespace/:name/alert-levels',
    async (req, res) => {
      const targets = await access.targets(
        req,
        supplyChainFindingReadPermission,
      );
      const { query } = readRequest(req, 'listAlertLevels');
      const entityRef = normalizeRef(req.params);
      res.json(await listAlertLevels(knex, entityRef, query, targets));
    },
  );

  router.get('/overview', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const filter = { ...targets, ...scopeOf(req) };
    res.json(await readOverview(knex, filter, staleBefore(options)));
  });
}
