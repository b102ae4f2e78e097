import { PlanFormat, writePlan } from '@safety-curtain/policy';
import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { biggestUpgrades } from '../views/upgrades/biggestUpgrades';
import { platformOf } from '../views/upgrades/platform';
import { readUpgradePlan } from '../views/upgrades/servicePlan';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

const DAY_MS = 86_400_000;

/** What a file of a plan is called by. */
const EXTENSIONS: Record<PlanFormat, string> = {
  text: 'txt',
  markdown: 'md',
  commands: 'sh',
  renovate: 'json',
  dependabot: 'yaml',
};

export function addUpgradeRoutes(
  router: Router,
  { knex, access, archive, audit, options }: RouteContext,
): void {
  const basis = () => ({
    ageFloorDays: options.upgrades.releaseAgeMs / DAY_MS,
    now: new Date(),
  });
  router.get('/upgrade-plan', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'getUpgradePlan');
    res.json(await readUpgradePlan(knex, archive, query, targets, basis()));
  });

  router.get('/upgrade-plan/export', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'exportUpgradePlan');
    const { entityRef, format, platform } = query;
    await audit.during(
      {
        eventId: 'upgrade-plan-export',
        severityLevel: 'low',
        request: req,
        entityRef,
        meta: { format },
      },
      async () => {
        const plan = await readUpgradePlan(
          knex,
          archive,
          query,
          targets,
          basis(),
        );
        const name = plan.entityRef.replace(/[^a-z0-9._-]+/gi, '-');
        res.setHeader('Content-Type', 'text/plain; charset=utf-8');
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="upgrade-plan-${name}.${EXTENSIONS[format]}"`,
        );
        res.end(
          writePlan(plan, format, {
            subject: plan.entityRef,
            platform: platform ?? (await platformOf(knex, plan.entityRef)),
          }),
        );
      },
    );
  });

  router.get('/upgrades', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listUpgrades');
    const filter = { ...targets, ...scopeOf(req) };
    res.json(await biggestUpgrades(knex, query, filter, basis()));
  });
}
