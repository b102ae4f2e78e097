import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  DecisionState,
  DecisionStep,
  DecisionSubject,
  supplyChainExceptionApprovePermission,
  supplyChainExceptionCreatePermission,
  supplyChainExemptionApprovePermission,
  supplyChainExemptionCreatePermission,
  supplyChainHoldManagePermission,
  supplyChainLicenseCuratePermission,
  supplyChainLicenseReadPermission,
  supplyChainPackageApprovePermission,
  supplyChainFindingReadPermission,
  supplyChainScorecardReadPermission,
  supplyChainTriageApprovePermission,
  supplyChainTriageDecidePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { applyTargetFilter, maySee } from '../records/targets/targetFilter';
import { checkDecision } from '../records/decisions/decisionRules';
import {
  createDecision,
  moveDecision,
  readDecisionRow,
} from '../records/decisions/decisionStore';
import {
  AllowedSteps,
  listDecisions,
  ReadableDecisions,
  readDecision,
  toDecision,
} from '../views/decisions/decisionViews';
import type { TargetPermission } from './access';
import type { RouteContext } from './context';
import { readRequest } from './requests';
import { inTransaction } from '../database/transactions';
import type { DbDecisionsRow } from '../database/tables';

/** Who may decide. */
const decides: Record<DecisionSubject, BasicPermission> = {
  'license-exception': supplyChainExceptionApprovePermission,
  'license-curation': supplyChainLicenseCuratePermission,
  hold: supplyChainHoldManagePermission,
  'check-exemption': supplyChainExemptionApprovePermission,
  'vulnerability-analysis': supplyChainTriageApprovePermission,
  'package-approval': supplyChainPackageApprovePermission,
};

/** Who may see decisions, by what they are about. */
const reads: { permission: TargetPermission; subjects: DecisionSubject[] }[] = [
  {
    permission: supplyChainLicenseReadPermission,
    subjects: ['license-exception', 'license-curation', 'hold'],
  },
  {
    permission: supplyChainScorecardReadPermission,
    subjects: ['check-exemption'],
  },
  {
    permission: supplyChainFindingReadPermission,
    subjects: ['vulnerability-analysis', 'package-approval'],
  },
];

/** Who may ask for a decision about one entity. */
const asks: Partial<Record<DecisionSubject, TargetPermission>> = {
  'license-exception': supplyChainExceptionCreatePermission,
  'check-exemption': supplyChainExemptionCreatePermission,
};

export function addDecisionRoutes(router: Router, context: RouteContext): void {
  const { knex, access, audit, options, scorecards, decisionEffects } = context;

  router.get('/decisions', async (req, res) => {
    const readable = await readableDecisions(req, context);
    const { query } = readRequest(req, 'listDecisions');
    const may = await allowedSteps(req, context);
    res.json(await listDecisions(knex, query, readable, may));
  });

  router.get('/decisions/:id', async (req, res) => {
    await requireVisible(req, context, req.params.id);
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
        meta: { subject: wanted.subject, reason: wanted.reason },
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

  router.post('/decisions/:id/:step', async (req, res) => {
    const { path, body } = readRequest(req, 'moveDecision');
    const { id, step } = path;
    await requireVisible(req, context, id);
    const may = await allowedSteps(req, context);
    const row = await readDecisionRow(knex, id);
    await audit.during(
      {
        eventId: `decision-${step}`,
        severityLevel: 'high',
        request: req,
        entityRef: row.scope_kind === 'entity' ? row.scope_ref : undefined,
        meta: { decisionId: id, subject: row.subject },
      },
      async () => {
        const now = new Date();
        const who = actorOf(await access.credentials(req));
        await requireStep(req, context, row, step, who);
        await inTransaction(knex, trx =>
          moveDecision(
            trx,
            id,
            step,
            { who, comment: body.comment },
            decisionEffects,
            now,
          ),
        );
        if (row.subject === 'vulnerability-analysis') {
          await context.triager.triageSoon(now);
        }
      },
    );
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

async function requireStep(
  req: Request,
  { access, options }: RouteContext,
  row: DbDecisionsRow,
  step: DecisionStep,
  who: string,
) {
  if (row.origin === 'rule') {
    throw new ConflictError(
      `The rule '${row.origin_ref}' of the configuration decides so: change it there`,
    );
  }
  if (step === 'revoke' && row.author === who) return;
  if (step === 'revoke' && isForOneService(row)) {
    await access.requireFor(
      req,
      supplyChainTriageDecidePermission,
      row.scope_ref,
    );
    return;
  }
  await access.require(req, decides[row.subject]);
  if (
    step === 'approve' &&
    row.author === who &&
    needsSecondPerson(row, options)
  ) {
    throw new NotAllowedError(
      'Somebody else has to approve what you asked for',
    );
  }
}

function isForOneService(row: DbDecisionsRow): boolean {
  return (
    row.subject === 'vulnerability-analysis' && row.scope_kind === 'entity'
  );
}

function needsSecondPerson(
  { subject }: Pick<DbDecisionsRow, 'subject'>,
  { decisions, triage }: RouteContext['options'],
): boolean {
  return subject === 'vulnerability-analysis'
    ? triage.approval?.secondPerson ?? decisions.secondPerson
    : decisions.secondPerson;
}

/**
 * The decisions that the caller may see: by what they are about. Throws
 * `NotAllowedError` where there is no permission for any.
 */
async function readableDecisions(
  req: Request,
  { access }: RouteContext,
): Promise<ReadableDecisions[]> {
  const readable: ReadableDecisions[] = [];
  let denied: unknown;
  for (const { permission, subjects } of reads) {
    try {
      const targets = await access.targets(req, permission);
      readable.push({ subjects, targets });
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      denied ??= error;
    }
  }
  if (readable.length === 0) throw denied;
  return readable;
}

async function requireVisible(req: Request, context: RouteContext, id: string) {
  const { knex } = context;
  const readable = await readableDecisions(req, context);
  const row = await readDecisionRow(knex, id);
  const allowed = readable.find(({ subjects }) =>
    subjects.includes(row.subject),
  );
  if (!allowed) throw new NotFoundError(`No decision ${id}`);
  if (row.scope_kind !== 'entity') return;
  if (!(await maySee(knex, allowed.targets, row.scope_ref))) {
    throw new NotFoundError(`No decision ${id}`);
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
