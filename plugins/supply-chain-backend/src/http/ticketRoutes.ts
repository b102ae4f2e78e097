import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { listTickets } from '../views/tickets/ticketViews';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addTicketRoutes(
  router: Router,
  { knex, access }: RouteContext,
): void {
  router.get('/tickets', async (req, res) => {
    const targets = {
      ...(await access.targets(req, supplyChainFindingReadPermission)),
      ...scopeOf(req),
    };
    const { query } = readRequest(req, 'listTickets');
    res.json(await listTickets(knex, query, targets));
  });
}
