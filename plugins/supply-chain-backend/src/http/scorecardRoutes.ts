import { NotAllowedError } from '@backstage/errors';
import {
  supplyChainExemptionApprovePermission,
  supplyChainExemptionCreatePermission,
  supplyChainScorecardReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import type { TargetFilter } from '../records/targets/targetFilter';
import { readCampaigns } from '../views/scorecards/campaigns';
import { toDefinition } from '../views/scorecards/definitions';
import { streamAnswers } from '../views/scorecards/exportAnswers';
import { listHistory } from '../views/scorecards/history';
import { readMovers } from '../views/scorecards/movers';
import { readNode } from '../views/scorecards/node';
import { readRollUp } from '../views/scorecards/rollUp';
import { listServices } from '../views/scorecards/services';
import { readServiceScorecards } from '../views/scorecards/serviceScorecards';
import { readTrend } from '../views/scorecards/trend';
import { sendCsv } from './csv';
import { scorecardColumns } from './exportColumns';
import { normalizeRef, RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addScorecardRoutes(
  router: Router,
  context: RouteContext,
): void {
  addOrganizationRoutes(router, context);
  addHistoryRoutes(router, context);
  addExport(router, context);
  addServiceRoutes(router, context);
}

/** The services of a request that the caller may see scorecards of. */
async function readable(
  req: Request,
  { access }: RouteContext,
): Promise<TargetFilter> {
  return {
    ...(await access.targets(req, supplyChainScorecardReadPermission)),
    ...scopeOf(req),
  };
}

function addOrganizationRoutes(router: Router, context: RouteContext) {
  const { knex, scorecards } = context;

  router.get('/scorecards', async (req, res) => {
    await readable(req, context);
    res.json({ items: scorecards.scorecards.map(toDefinition) });
  });

  router.get('/scorecards/:scorecard/rollup', async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    const { query } = readRequest(req, 'getScorecardRollUp');
    const { by = 'owner' } = query;
    res.json(await readRollUp(knex, scorecard, by, targets, new Date()));
  });

  router.get('/scorecards/:scorecard/services', async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    const { query } = readRequest(req, 'listScorecardServices');
    res.json(await listServices(knex, scorecard, query, targets, new Date()));
  });

  router.get('/scorecards/:scorecard/campaigns', async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    res.json(await readCampaigns(knex, scorecard, targets, new Date()));
  });

  router.get('/scorecards/nodes/:kind/:namespace/:name', async (req, res) => {
    const targets = await readable(req, context);
    const ref = normalizeRef(req.params);
    res.json(await readNode(knex, scorecards, ref, targets, new Date()));
  });
}

function addHistoryRoutes(router: Router, context: RouteContext) {
  const { knex, scorecards } = context;

  router.get('/scorecards/:scorecard/trend', async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    const { query } = readRequest(req, 'getScorecardTrend');
    res.json(await readTrend(knex, scorecard, query, targets, new Date()));
  });

  router.get('/scorecards/:scorecard/movers', async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    const { query } = readRequest(req, 'listScorecardMovers');
    const { days = 30 } = query;
    res.json(await readMovers(knex, scorecard, days, targets, new Date()));
  });
}

function addExport(router: Router, context: RouteContext) {
  const { knex, audit, scorecards } = context;

  router.get('/scorecards/:scorecard/export', async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    await audit.during(
      {
        eventId: 'scorecard-export',
        severityLevel: 'low',
        request: req,
        meta: { scorecard: scorecard.name },
      },
      () =>
        sendCsv(
          req,
          res,
          `scorecard-${scorecard.name}`,
          scorecardColumns,
          streamAnswers(knex, scorecard, targets),
        ),
    );
  });
}

function addServiceRoutes(router: Router, context: RouteContext) {
  const { knex, scorecards } = context;
  const path = '/targets/:kind/:namespace/:name/scorecards';

  router.get(path, async (req, res) => {
    const targets = await readable(req, context);
    const ref = normalizeRef(req.params);
    const now = new Date();
    res.json({
      ...(await readServiceScorecards(knex, scorecards, ref, targets, now)),
      mayExempt: await mayExempt(req, context, ref),
    });
  });

  router.get(`${path}/:scorecard/history`, async (req, res) => {
    const targets = await readable(req, context);
    const scorecard = scorecards.find(req.params.scorecard);
    const ref = normalizeRef(req.params);
    const { query } = readRequest(req, 'listScorecardHistory');
    res.json(await listHistory(knex, scorecard, ref, query, targets));
  });
}

/** Whether the caller may ask for an exemption of an entity, or give one. */
async function mayExempt(
  req: Request,
  { access }: RouteContext,
  entityRef: string,
): Promise<boolean> {
  const checks = [
    () =>
      access.requireFor(req, supplyChainExemptionCreatePermission, entityRef),
    () => access.require(req, supplyChainExemptionApprovePermission),
  ];
  for (const check of checks) {
    try {
      await check();
      return true;
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
    }
  }
  return false;
}
