import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { readTarget } from '../views/targets/targetDetail';
import { listTargets } from '../views/targets/targetViews';
import { readOverview } from '../views/overview/overview';
import { normalizeRef, RouteContext, staleBefore } from './context';

export function addTargetRoutes(router: Router, context: RouteContext): void {
  const { knex, access, options } = context;

  router.get('/targets', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { owner, system, lifecycle } = req.query as Record<string, string[]>;
    res.json(
      await listTargets(
        knex,
        req.query,
        { ...targets, owner, system, lifecycle },
        staleBefore(options),
      ),
    );
  });

  router.get('/targets/:kind/:namespace/:name', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const entityRef = normalizeRef(req.params);
    res.json(await readTarget(knex, entityRef, targets, staleBefore(options)));
  });

  router.get('/overview', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { owner } = req.query as Record<string, string[]>;
    res.json(
      await readOverview(knex, { ...targets, owner }, staleBefore(options)),
    );
  });
}
