import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { listChanges } from '../views/changes/listChanges';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addChangeRoutes(
  router: Router,
  { knex, access }: RouteContext,
): void {
  router.get('/changes', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listChanges');
    res.json(await listChanges(knex, query, { ...targets, ...scopeOf(req) }));
  });
}
