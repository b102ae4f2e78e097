import {
  FindingDecisionRequest,
  FindingDecisionResult,
  supplyChainFindingReadPermission,
  supplyChainTriageApprovePermission,
  supplyChainTriageDecidePermission,
  supplyChainTriageProposePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import type { Decider } from '../flows/triage/chooseFindings';
import { type Decided, decideFindings } from '../flows/triage/decideFindings';
import { type AuditedOutcome, actorOf } from '../records/audit/Audit';
import { readManifests } from '../records/inventory/snapshots';
import type { TargetFilter } from '../records/targets/targetFilter';
import { readFindingTrend } from '../views/overview/findingTrend';
import { readFinding, readFindingPaths } from '../views/findings/findingDetail';
import { toDecision } from '../views/decisions/decisionViews';
import { listFindings, streamFindings } from '../views/findings/listFindings';
import { ShortestPaths } from '../views/components/ShortestPaths';
import { sendCsv } from './csv';
import { findingColumns } from './exportColumns';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addFindingRoutes(router: Router, context: RouteContext): void {
  const { knex, access, archive, audit } = context;
  const readable = async (req: Request): Promise<TargetFilter> => ({
    ...(await access.targets(req, supplyChainFindingReadPermission)),
    ...scopeOf(req),
  });

  router.get('/findings', async (req, res) => {
    const { query } = readRequest(req, 'listFindings');
    res.json(await listFindings(knex, query, await readable(req)));
  });

  router.get('/findings/export', async (req, res) => {
    const targets = await readable(req);
    const { query } = readRequest(req, 'exportFindings');
    await audit.during(
      {
        eventId: 'finding-export',
        severityLevel: 'low',
        request: req,
        entityRef: targets.entityRef,
      },
      () =>
        sendCsv(
          req,
          res,
          'findings',
          findingColumns,
          streamFindings(
            knex,
            query,
            targets,
            new ShortestPaths(knex, archive),
          ),
        ),
    );
  });

  router.get('/findings/trend', async (req, res) => {
    const { query } = readRequest(req, 'getFindingTrend');
    const targets = await readable(req);
    res.json(await readFindingTrend(knex, query, targets, new Date()));
  });

  router.get('/findings/:id', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const detail = await readFinding(knex, req.params.id, targets, {
      duePolicies: context.options.triage.duePolicies,
      manifests: targetId => readManifests(knex, archive, targetId),
      now: new Date(),
    });
    res.json(detail);
  });

  router.post('/findings/decisions', async (req, res) => {
    const { body } = readRequest(req, 'decideFindings');
    res.json(await decide(req, body, context));
  });

  router.get('/findings/:id/paths', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    res.json(await readFindingPaths(knex, archive, req.params.id, targets));
  });
}

/** A row for each entity that was decided about; one for a decision about the organization. */
function outcomesOf(decided: Decided): AuditedOutcome[] {
  const { rows, findingIds, services, findingsOf } = decided;
  const idsOf = (some: Decided['rows']) =>
    some.slice(0, 100).map(({ id }) => String(id));
  if (rows.some(row => row.scope_kind === 'organization')) {
    const scope = 'organization';
    const findings = findingIds.length;
    return [{ meta: { scope, services, findings, decisions: idsOf(rows) } }];
  }
  const byEntity = Map.groupBy(rows, row => row.scope_ref);
  return [...byEntity].map(([entityRef, its]) => ({
    entityRef,
    meta: { findings: findingsOf.get(entityRef) ?? 0, decisions: idsOf(its) },
  }));
}

async function decide(
  req: Request,
  request: FindingDecisionRequest,
  context: RouteContext,
): Promise<FindingDecisionResult> {
  const { knex, access, audit, options, triager } = context;
  const now = new Date();
  const decider: Decider = {
    who: actorOf(await access.credentials(req)),
    decide: await access.targetsIfAny(req, supplyChainTriageDecidePermission),
    propose: await access.targetsIfAny(req, supplyChainTriageProposePermission),
    read: await access.targetsIfAny(req, supplyChainFindingReadPermission),
    approve: await access.may(req, supplyChainTriageApprovePermission),
  };
  if (!decider.decide && !decider.propose) {
    await access.targets(req, supplyChainTriageProposePermission);
  }
  const work = () =>
    decideFindings(
      knex,
      request,
      decider,
      {
        longestExceptionMs: options.decisions.longestExceptionMs,
        approval: options.triage.approval,
      },
      now,
    );
  const decided = request.dryRun
    ? await work()
    : await audit.during(
        {
          eventId: 'finding-decide',
          severityLevel: 'high',
          request: req,
          meta: {
            advisory: request.advisory,
            findings: request.ids?.length,
            ...(request.filter && { filter: JSON.stringify(request.filter) }),
            state: request.analysis.state,
            reason: request.reason,
          },
        },
        work,
        outcomesOf,
      );
  if (!request.dryRun) await triager.triageThese(decided.findingIds, now);
  return {
    decisions: decided.topics,
    findings: decided.findingIds.length,
    services: decided.services,
    state: decided.state,
    ids: decided.rows.slice(0, 100).map(({ id }) => String(id)),
    replaces: decided.replaces
      .slice(0, 100)
      .map(row => toDecision(row, undefined, now)),
    replaced: decided.replaces.length,
    waiting: decided.waiting
      .slice(0, 100)
      .map(row => toDecision(row, undefined, now)),
    left: decided.left,
    seen: decided.seen,
  };
}
