import {
  supplyChainFindingReadPermission,
  supplyChainTriageConfigurePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { readRules } from '../flows/triage/options';
import { tryRules } from '../flows/triage/tryRules';
import { itemsToTry } from '../settings/itemsToTry';
import { readRuleUse } from '../views/decisions/ruleUse';
import { readTriageSummary } from '../views/overview/triageSummary';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

const RULES = {
  one: 'rule',
  many: 'rules',
  keys: ['supplyChain', 'triage', 'rules'],
  most: 20,
};

/** What is overdue, and the rules that decide by themselves. */
export function addTriageRoutes(router: Router, context: RouteContext): void {
  const { knex, access, archive, options } = context;

  router.get('/triage/summary', async (req, res) => {
    const targets = {
      ...(await access.targets(req, supplyChainFindingReadPermission)),
      ...scopeOf(req),
    };
    readRequest(req, 'getTriageSummary');
    res.json(await readTriageSummary(knex, targets, new Date()));
  });

  router.get('/triage/rules', async (req, res) => {
    await access.require(req, supplyChainTriageConfigurePermission);
    const { rules } = options.triage;
    const use = await readRuleUse(knex);
    res.json({
      rules: rules.map(({ rule: { id, mode }, definition }) => ({
        id,
        mode,
        definition,
        ...use.get(id),
      })),
    });
  });

  router.post('/triage/rules/try', async (req, res) => {
    await access.require(req, supplyChainTriageConfigurePermission);
    const { body } = readRequest(req, 'tryTriageRules');
    const wanted = itemsToTry({ ...body, items: body.rules }, RULES);
    const rules = readRules(wanted, 'rules').map(({ rule }) => rule);
    res.json(await tryRules(knex, archive, rules, new Date()));
  });
}
