import {
  supplyChainAdvisoryRefreshPermission,
  supplyChainFindingReadPermission,
  supplyChainSystemHealthReadPermission,
  supplyChainScorecardReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import {
  listVulnerabilities,
  readVulnerability,
} from '../views/vulnerabilities/vulnerabilityViews';
import { readAdvisorySource } from '../views/vulnerabilities/sourceViews';
import { readSystemHealth } from '../views/health/systemHealth';
import { RouteContext, staleBefore } from './context';
import { readRequest, scopeOf } from './requests';

export function addAdvisoryRoutes(router: Router, context: RouteContext): void {
  const { knex, access, audit, options } = context;

  router.get('/advisories', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listAdvisories');
    const filter = { ...targets, ...scopeOf(req) };
    res.json(await listVulnerabilities(knex, query, filter));
  });

  router.get('/advisories/:advisoryId', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readVulnerability(knex, req.params.advisoryId, targets));
  });

  router.post('/advisory-sources/:sourceId/refresh', async (req, res) => {
    await access.require(req, supplyChainAdvisoryRefreshPermission);
    const { sourceId } = req.params;
    const source = await audit.during(
      { eventId: 'advisory-refresh', request: req, meta: { sourceId } },
      async () => {
        await context.refresher.request(sourceId);
        return readAdvisorySource(knex, sourceId);
      },
    );
    res.status(202).json(source);
  });

  router.get('/system-health', async (req, res) => {
    await access.require(req, supplyChainSystemHealthReadPermission);
    res.json(
      await readSystemHealth(knex, {
        targets: await access.targetsIfAny(
          req,
          supplyChainFindingReadPermission,
        ),
        scorecardTargets: await access.targetsIfAny(
          req,
          supplyChainScorecardReadPermission,
        ),
        staleBefore: staleBefore(options),
        pullRequests: options.pulls.enabled,
        tell: options.tell,
        workers: options.scanning.enabled ? options.scanning.concurrency : 0,
        catalogPass: context.catalogWatch.pass,
      }),
    );
  });
}
