import { NotFoundError } from '@backstage/errors';
import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { listReports } from '../views/reports/listReports';
import type { RouteContext } from './context';
import { readRequest } from './requests';

/** What other tools found; their reports come in by `uploadRoutes`. */
export function addReportRoutes(router: Router, context: RouteContext): void {
  const { knex, access } = context;

  router.get('/reports', async (req, res) => {
    const { query } = readRequest(req, 'listReports');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainFindingReadPermission, entityRef);
    const target = await knex('targets')
      .where('entity_ref', entityRef)
      .whereNull('removed_at')
      .first('id');
    if (!target) throw new NotFoundError(`No target ${entityRef}`);
    res.json({ items: await listReports(knex, target.id) });
  });
}
