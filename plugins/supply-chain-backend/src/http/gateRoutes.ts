import { NotFoundError } from '@backstage/errors';
import {
  supplyChainGateConfigurePermission,
  supplyChainGateReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import type { Knex } from 'knex';
import { gatedColumns, type GatedTarget } from '../flows/gate/Gates';
import { readGates } from '../flows/gate/options';
import { tryGates } from '../flows/gate/tryGates';
import { actorOf } from '../records/audit/Audit';
import { itemsToTry } from '../settings/itemsToTry';
import { listPulls } from '../views/pulls/listPulls';
import type { RouteContext } from './context';
import { readReceivedQuery, readRequest, scopeOf } from './requests';
import { hangingUp } from './uploadRoutes';

const POLICIES = {
  one: 'policy',
  many: 'policies',
  keys: ['supplyChain', 'gates'],
  most: 50,
};

/** What gates say of services, of builds, and under other policies. */
export function addGateRoutes(router: Router, context: RouteContext): void {
  const { knex, access, gates } = context;

  router.get('/gate', async (req, res) => {
    const { query } = readRequest(req, 'getGate');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainGateReadPermission, entityRef);
    const target = await findTarget(knex, entityRef);
    res.json(await gates.judgeService(target, new Date()));
  });

  router.get('/pull-requests', async (req, res) => {
    const targets = await access.targets(req, supplyChainGateReadPermission);
    const { query } = readRequest(req, 'listPullRequests');
    res.json(await listPulls(knex, query, { ...targets, ...scopeOf(req) }));
  });

  router.post('/gates/try', async (req, res) => {
    await access.require(req, supplyChainGateConfigurePermission);
    const { body } = readRequest(req, 'tryGates');
    const targets = scopeOf(req);
    const wanted = itemsToTry({ ...body, items: body.gates }, POLICIES);
    const policies = readGates(wanted, 'gates');
    res.json(await tryGates(knex, gates, policies, targets, new Date()));
  });
}

/**
 * Builds come with their SBOM: before the router that checks requests against
 * the OpenAPI document, which would read whole bodies into memory.
 */
export function addGateCheckRoute(router: Router, context: RouteContext): void {
  const { knex, access, audit, buildChecks } = context;

  router.post('/gate/check', async (req: Request, res) => {
    const query = readReceivedQuery(req, 'checkBuild');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    const report = await audit.during(
      {
        eventId: 'gate-check',
        severityLevel: 'low',
        request: req,
        entityRef,
        meta: { ...(query.revision && { revision: query.revision }) },
      },
      async () => {
        await access.requireFor(req, supplyChainGateReadPermission, entityRef);
        const target = await findTarget(knex, entityRef);
        const who = actorOf(await access.credentials(req));
        return hangingUp(req, res, () =>
          buildChecks.receive(req, target, query, who),
        );
      },
    );
    res.json(report);
  });
}

async function findTarget(knex: Knex, entityRef: string): Promise<GatedTarget> {
  const target = await knex('targets')
    .where('entity_ref', entityRef)
    .whereNull('removed_at')
    .first(...gatedColumns);
  if (!target) {
    throw new NotFoundError(
      `${entityRef} is not in the catalog, or the filter of supplyChain.targets leaves it out`,
    );
  }
  return target;
}
