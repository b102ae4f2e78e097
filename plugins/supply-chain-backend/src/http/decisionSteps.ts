import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  DecisionStep,
  MovedDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request } from 'express';
import { inTransaction } from '../database/transactions';
import type { DbDecisionsRow } from '../database/tables';
import { visibleMessage } from '../messages/visibleMessage';
import {
  moveDecision,
  readDecisionRow,
} from '../records/decisions/decisionStore';
import type { RouteContext } from './context';
import type { DecisionAccess } from './decisionAccess';

/** What is done with decisions, and what is said about it. */
interface Step {
  step: DecisionStep;
  comment?: string;
  /** Later decisions that an approval takes the place of. */
  replaces?: readonly string[];
}

/** Takes one decision that the caller sees a step further, and has it audited. */
export async function takeStep(
  request: Request,
  context: RouteContext,
  access: DecisionAccess,
  row: DbDecisionsRow,
  { step, comment, replaces }: Step,
): Promise<void> {
  const { knex, audit, decisionEffects } = context;
  const id = String(row.id);
  await audit.during(
    {
      eventId: `decision-${step}`,
      severityLevel: 'high',
      request,
      entityRef: row.scope_kind === 'entity' ? row.scope_ref : undefined,
      meta: {
        decisionId: id,
        subject: row.subject,
        scope: { kind: row.scope_kind, ref: row.scope_ref },
      },
    },
    async () => {
      await access.requireStep(row, step);
      const by = { who: await access.who(), comment, replaces };
      await inTransaction(knex, trx =>
        moveDecision(trx, id, step, by, decisionEffects, new Date()),
      );
    },
  );
}

/**
 * Takes several decisions a step further, each for itself: what one of them
 * does not allow holds up no other. Tells what became of each, in their order.
 */
export async function takeSteps(
  request: Request,
  context: RouteContext,
  access: DecisionAccess,
  ids: readonly string[],
  wanted: Step & { step: 'approve' | 'reject' },
): Promise<MovedDecision[]> {
  const moved: MovedDecision[] = [];
  let triaged = false;
  for (const id of ids) {
    try {
      const row = await access.visible(id);
      await takeStep(request, context, access, row, wanted);
      triaged ||= row.subject === 'vulnerability-analysis';
      const { step } = wanted;
      moved.push({ id, outcome: step === 'approve' ? 'approved' : 'rejected' });
    } catch (error) {
      const outcome = await outcomeOf(context, id, error);
      moved.push({ id, outcome, reason: visibleMessage(error) });
    }
  }
  if (triaged) await context.triager.triageSoon(new Date());
  return moved;
}

async function outcomeOf(
  { knex }: RouteContext,
  id: string,
  error: unknown,
): Promise<MovedDecision['outcome']> {
  if (error instanceof NotAllowedError) return 'not-allowed';
  if (error instanceof NotFoundError) return 'not-found';
  if (!(error instanceof ConflictError)) return 'failed';
  const { state } = await readDecisionRow(knex, id);
  return state === 'proposed' ? 'conflict' : 'already-decided';
}
