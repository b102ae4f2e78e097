import { createHash } from 'node:crypto';
import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbDecisionsRow } from '../../database/tables';
import {
  type NewAnalysis,
  storedReason,
} from '../../records/decisions/analyses';
import type { DocumentEvidence } from '../../records/decisions/standing';
import type { VexScope } from '../../records/decisions/vexDocuments';
import type { ApprovalOptions } from '../triage/options';

/** Whether what a statement says waits for somebody else than who sent it. */
export type Waits = (
  verdict: string,
  severity: Severity | undefined,
) => boolean;

/**
 * What of a document that somebody sends waits, as what they decide would; of a
 * vulnerability that is not known here, no severity speaks against it.
 *
 * @param mayApprove - whoever sends it may approve as well
 */
export function waitsFor(
  approval: ApprovalOptions | undefined,
  mayApprove: boolean,
): Waits | undefined {
  if (!approval || (mayApprove && !approval.secondPerson)) return undefined;
  const { states, severities } = approval;
  return (verdict, severity) =>
    states.includes(verdict) &&
    (severities.length === 0 ||
      severity === undefined ||
      severities.includes(severity));
}

/** Whether whoever sends a document approves by that what would wait. */
export function approvesFor(
  approval: ApprovalOptions | undefined,
  mayApprove: boolean,
): boolean {
  return approval !== undefined && mayApprove && !approval.secondPerson;
}

/** What was made of the statements of earlier versions of a document. */
export class EarlierStatements {
  readonly #approvers = new Map<string, string>();
  readonly #rejected = new Set<string>();
  readonly #waiting = new Map<string, DbDecisionsRow['id'][]>();

  /** Reads them, before they are superseded. */
  static async read(
    trx: Knex.Transaction,
    { ref, scope }: { ref: string; scope: VexScope },
    inForce: readonly DbDecisionsRow['id'][],
  ): Promise<EarlierStatements> {
    const earlier = new EarlierStatements();
    const document = {
      origin: 'vex',
      origin_ref: ref,
      scope_kind: scope.kind,
      scope_ref: scope.ref,
    } as const;
    for await (const ids of inChunks([...inForce])) {
      for (const row of await trx('decisions').whereIn('id', ids)) {
        if (row.state === 'proposed') earlier.#addWaiting(row);
        else if (row.approver && isApproved(row)) {
          earlier.#approvers.set(keyOfRow(row), row.approver);
        }
      }
    }
    for (const row of await trx('decisions').where({
      ...document,
      state: 'rejected',
    })) {
      earlier.#rejected.add(keyOfRow(row));
    }
    return earlier;
  }

  /** Who approved the same; undefined where nobody did but who sends it now. */
  approverOf(analysis: NewAnalysis, sender: string): string | undefined {
    const approver = this.#approvers.get(keyOfAnalysis(analysis));
    return approver === sender ? undefined : approver;
  }

  /** What waits already and says the same; it is given once. */
  takeWaiting(analysis: NewAnalysis): DbDecisionsRow['id'] | undefined {
    return this.#waiting.get(keyOfAnalysis(analysis))?.shift();
  }

  #addWaiting(row: DbDecisionsRow): void {
    const key = keyOfRow(row);
    const same = this.#waiting.get(key) ?? [];
    this.#waiting.set(key, same);
    same.push(row.id);
  }

  /** What was rejected is not proposed again while a document says it. */
  wasRejected(analysis: NewAnalysis): boolean {
    return this.#rejected.has(keyOfAnalysis(analysis));
  }
}

/** Who merely sent it said nothing of what it says. */
function isApproved({ approver, author, evidence }: DbDecisionsRow): boolean {
  if (approver !== author) return true;
  const { approved }: DocumentEvidence = JSON.parse(evidence ?? '{}');
  return approved === true;
}

function keyOfAnalysis(analysis: NewAnalysis): string {
  const { topic, verdict, justification, responses, evidence } = analysis;
  const { vulnerability } = topic;
  const reason = storedReason(analysis);
  return keyOf(
    { vulnerability, verdict, justification, reason },
    responses,
    evidence as DocumentEvidence,
  );
}

function keyOfRow(row: DbDecisionsRow): string {
  return keyOf(
    row,
    JSON.parse(row.responses ?? '[]'),
    JSON.parse(row.evidence ?? '{}'),
  );
}

/** What a statement says, wherever it stands and whenever it was made. */
function keyOf(
  {
    vulnerability,
    verdict,
    justification,
    reason,
  }: Pick<
    DbDecisionsRow,
    'vulnerability' | 'verdict' | 'justification' | 'reason'
  >,
  responses: readonly string[],
  { subjects }: Pick<DocumentEvidence, 'subjects'>,
): string {
  const said = [vulnerability, verdict, justification, responses, reason];
  return createHash('sha256')
    .update(JSON.stringify([...said, subjects]))
    .digest('base64');
}
