import { NotAllowedError } from '@backstage/errors';
import {
  FlawQuery,
  supplyChainAdvisoryRefreshPermission,
  supplyChainFindingReadPermission,
  supplyChainMachineryReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { listFlaws, readFlaw } from '../advisories/flawViews';
import { readAdvisorySource } from '../advisories/sourceViews';
import type { TargetFilter } from '../catalog/targetFilter';
import { readMachinery } from '../scanning/machinery';
import { RouteContext, staleBefore } from './router';

export function addAdvisoryRoutes(router: Router, context: RouteContext): void {
  const { knex, access, auditor, options } = context;

  router.get('/advisories', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const query = req.query as FlawQuery;
    res.json(await listFlaws(knex, query, { ...targets, owner: query.owner }));
  });

  router.get('/advisories/:advisoryId', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readFlaw(knex, req.params.advisoryId, targets));
  });

  router.post('/advisory-sources/:sourceId/refresh', async (req, res) => {
    await access.require(req, supplyChainAdvisoryRefreshPermission);
    const { sourceId } = req.params;
    const event = await auditor.createEvent({
      eventId: 'advisory-refresh',
      severityLevel: 'medium',
      request: req,
      meta: { sourceId },
    });
    try {
      await context.refresher.request(sourceId);
      res.status(202).json(await readAdvisorySource(knex, sourceId));
      await event.success();
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });

  router.get('/machinery', async (req, res) => {
    await access.require(req, supplyChainMachineryReadPermission);
    res.json(
      await readMachinery(knex, {
        targets: await readableOrNone(req, context),
        staleBefore: staleBefore(options),
        workers: options.scanning.enabled ? options.scanning.concurrency : 0,
        catalogPass: context.catalogWatch.pass,
      }),
    );
  });
}

/** Whoever may see the machinery need not see every service by name. */
async function readableOrNone(
  req: Request,
  { access }: RouteContext,
): Promise<TargetFilter | undefined> {
  try {
    return await access.targets(req, supplyChainFindingReadPermission);
  } catch (error) {
    if (error instanceof NotAllowedError) return undefined;
    throw error;
  }
}
