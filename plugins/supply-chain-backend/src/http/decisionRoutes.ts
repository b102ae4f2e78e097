import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  DecisionState,
  DecisionSubject,
  supplyChainExceptionCreatePermission,
  supplyChainExemptionCreatePermission,
  supplyChainTriageDecidePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { applyTargetFilter } from '../records/targets/targetFilter';
import { checkDecision } from '../records/decisions/decisionRules';
import { createDecision } from '../records/decisions/decisionStore';
import {
  AllowedSteps,
  listDecisions,
  readDecision,
  toDecision,
} from '../views/decisions/decisionViews';
import type { TargetPermission } from './access';
import type { RouteContext } from './context';
import {
  DecisionAccess,
  decides,
  isForOneService,
  needsSecondPerson,
} from './decisionAccess';
import { takeStep, takeSteps } from './decisionSteps';
import { readRequest } from './requests';
import { inTransaction } from '../database/transactions';
import type { DbDecisionsRow } from '../database/tables';

/** Who may ask for a decision about one entity. */
const asks: Partial<Record<DecisionSubject, TargetPermission>> = {
  'license-exception': supplyChainExceptionCreatePermission,
  'check-exemption': supplyChainExemptionCreatePermission,
};

export function addDecisionRoutes(router: Router, context: RouteContext): void {
  const { knex, access, audit, options, scorecards, decisionEffects } = context;

  router.get('/decisions', async (req, res) => {
    const readable = await new DecisionAccess(req, context).readable();
    const { query } = readRequest(req, 'listDecisions');
    const may = await allowedSteps(req, context);
    res.json(await listDecisions(knex, query, readable, may));
  });

  router.get('/decisions/:id', async (req, res) => {
    await new DecisionAccess(req, context).visible(req.params.id);
    const may = await allowedSteps(req, context);
    res.json(await readDecision(knex, req.params.id, may));
  });

  router.post('/decisions', async (req, res) => {
    const { body: wanted } = readRequest(req, 'createDecision');
    const now = new Date();
    const decision = await audit.during(
      {
        eventId: 'decision-create',
        severityLevel: 'high',
        request: req,
        entityRef:
          wanted.scope.kind === 'entity' ? wanted.scope.ref : undefined,
        meta: {
          subject: wanted.subject,
          scope: { ...wanted.scope },
          reason: wanted.reason,
        },
      },
      async () => {
        const checked = checkDecision(wanted, options.decisions, now);
        if (checked.check) {
          scorecards.requireCheck(checked.check, checked.scorecard);
        }
        const decider = await access.may(req, decides[checked.subject]);
        if (!decider) await requireAsking(req, context, checked);
        const author = actorOf(await access.credentials(req));
        const atOnce = decider && !options.decisions.secondPerson;
        return inTransaction(knex, trx =>
          createDecision(
            trx,
            checked,
            { author, approver: atOnce ? author : undefined },
            decisionEffects,
            now,
          ),
        );
      },
    );
    const may = await allowedSteps(req, context);
    res.status(201).json(toDecision(decision, may, now));
  });

  router.post('/decisions/steps', async (req, res) => {
    const own = new DecisionAccess(req, context);
    // Who may see none at all is told so, and not that there are none.
    await own.readable();
    const { body } = readRequest(req, 'moveDecisions');
    const { ids, ...step } = body;
    res.json({ items: await takeSteps(req, context, own, ids, step) });
  });

  router.post('/decisions/:id/:step', async (req, res) => {
    const { path, body } = readRequest(req, 'moveDecision');
    const { id, step } = path;
    const own = new DecisionAccess(req, context);
    const row = await own.visible(id);
    const may = await allowedSteps(req, context);
    await takeStep(req, context, own, row, { ...body, step });
    if (row.subject === 'vulnerability-analysis') {
      await context.triager.triageSoon(new Date());
    }
    res.json(await readDecision(knex, id, may));
  });
}

/** Anyone may ask for an exception or exemption for an entity that they may ask it for. */
async function requireAsking(
  req: Request,
  { access }: RouteContext,
  wanted: { subject: DecisionSubject; scopeKind: string; scopeRef: string },
) {
  const permission = asks[wanted.subject];
  if (permission && wanted.scopeKind === 'entity') {
    await access.requireFor(req, permission, wanted.scopeRef);
  } else {
    await access.require(req, decides[wanted.subject]);
  }
}

/** The steps that the caller may take, for buttons that work. */
async function allowedSteps(
  req: Request,
  context: RouteContext,
): Promise<AllowedSteps> {
  const credentials: BackstageCredentials = await context.access.credentials(
    req,
  );
  const who = actorOf(credentials);
  const decider = new Map<DecisionSubject, boolean>();
  for (const subject of Object.keys(decides) as DecisionSubject[]) {
    decider.set(subject, await context.access.may(req, decides[subject]));
  }
  const triaged = await triagedServices(req, context);
  return (row: DbDecisionsRow, state: DecisionState) => {
    const may = decider.get(row.subject);
    const own = row.author === who;
    if (row.origin === 'rule') return [];
    if (state === 'active') {
      const inOwnService = isForOneService(row) && triaged(row.scope_ref);
      return may || own || inOwnService ? ['revoke'] : [];
    }
    if (state !== 'proposed') return [];
    return [
      ...(may && !(own && needsSecondPerson(row, context.options))
        ? ['approve' as const]
        : []),
      ...(may ? ['reject' as const] : []),
      ...(own ? ['revoke' as const] : []),
    ];
  };
}

/** Whether the caller may decide about vulnerabilities in a service. */
async function triagedServices(
  req: Request,
  { access, knex }: RouteContext,
): Promise<(entityRef: string) => boolean> {
  const permission = supplyChainTriageDecidePermission;
  const targets = await access.targetsIfAny(req, permission);
  if (!targets) return () => false;
  if (!targets.access) return () => true;
  const select = knex('targets as t').select('t.entity_ref');
  applyTargetFilter(select, { ...targets, includeRemoved: true });
  const refs = new Set((await select).map(row => row.entity_ref));
  return entityRef => refs.has(entityRef);
}
