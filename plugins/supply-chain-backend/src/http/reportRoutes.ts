import { NotFoundError } from '@backstage/errors';
import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { compareTools } from '../views/reports/compareTools';
import { listReports } from '../views/reports/listReports';
import type { RouteContext } from './context';
import { readRequest } from './requests';

/** What other tools found; their reports come in by `uploadRoutes`. */
export function addReportRoutes(router: Router, context: RouteContext): void {
  const { knex, access } = context;

  /** The service that is asked about, by whoever may read its findings. */
  async function target(req: Request, asked: string) {
    const entityRef = asked.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainFindingReadPermission, entityRef);
    const row = await knex('targets')
      .where('entity_ref', entityRef)
      .whereNull('removed_at')
      .first('id');
    if (!row) throw new NotFoundError(`No target ${entityRef}`);
    return { entityRef, id: row.id };
  }

  router.get('/reports', async (req, res) => {
    const { query } = readRequest(req, 'listReports');
    const { id } = await target(req, query.entityRef);
    res.json({ items: await listReports(knex, id) });
  });

  router.get('/reports/comparison', async (req, res) => {
    const { query } = readRequest(req, 'compareTools');
    const { entityRef, id } = await target(req, query.entityRef);
    res.json(await compareTools(knex, { entityRef, id }, query));
  });
}
