import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  DecisionStep,
  DecisionSubject,
  supplyChainExceptionApprovePermission,
  supplyChainExemptionApprovePermission,
  supplyChainFindingReadPermission,
  supplyChainHoldManagePermission,
  supplyChainLicenseCuratePermission,
  supplyChainLicenseReadPermission,
  supplyChainPackageApprovePermission,
  supplyChainScorecardReadPermission,
  supplyChainTriageApprovePermission,
  supplyChainTriageDecidePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request } from 'express';
import type { DbDecisionsRow } from '../database/tables';
import { actorOf } from '../records/audit/Audit';
import { readDecisionRow } from '../records/decisions/decisionStore';
import { maySee } from '../records/targets/targetFilter';
import type { ReadableDecisions } from '../views/decisions/decisionViews';
import type { TargetPermission } from './access';
import type { RouteContext } from './context';

/** Who may decide. */
export const decides: Record<DecisionSubject, BasicPermission> = {
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

/** What the sender of one request may see of decisions, and do; each permission is asked for once. */
export class DecisionAccess {
  readonly #request: Request;
  readonly #context: RouteContext;
  readonly #deciders = new Map<DecisionSubject, Promise<boolean>>();
  readonly #visible = new Map<string, Promise<boolean>>();
  #readable?: Promise<ReadableDecisions[]>;

  constructor(request: Request, context: RouteContext) {
    this.#request = request;
    this.#context = context;
  }

  async who(): Promise<string> {
    return actorOf(await this.#context.access.credentials(this.#request));
  }

  mayDecide(subject: DecisionSubject): Promise<boolean> {
    const known = this.#deciders.get(subject);
    if (known) return known;
    const asked = this.#context.access.may(this.#request, decides[subject]);
    this.#deciders.set(subject, asked);
    return asked;
  }

  /**
   * The decisions that the caller may see: by what they are about. Throws
   * `NotAllowedError` where there is no permission for any.
   */
  readable(): Promise<ReadableDecisions[]> {
    this.#readable ??= this.#askReadable();
    return this.#readable;
  }

  async #askReadable(): Promise<ReadableDecisions[]> {
    const readable: ReadableDecisions[] = [];
    let denied: unknown;
    for (const { permission, subjects } of reads) {
      try {
        const targets = await this.#context.access.targets(
          this.#request,
          permission,
        );
        readable.push({ subjects, targets });
      } catch (error) {
        if (!(error instanceof NotAllowedError)) throw error;
        denied ??= error;
      }
    }
    if (readable.length === 0) throw denied;
    return readable;
  }

  /** A decision's row; throws `NotFoundError` where the caller may not see it. */
  async visible(id: string): Promise<DbDecisionsRow> {
    const readable = await this.readable();
    const row = await readDecisionRow(this.#context.knex, id);
    const allowed = readable.find(({ subjects }) =>
      subjects.includes(row.subject),
    );
    const seen =
      allowed &&
      (row.scope_kind !== 'entity' || (await this.#sees(allowed, row)));
    if (!seen) throw new NotFoundError(`No decision ${id}`);
    return row;
  }

  #sees(
    { subjects, targets }: ReadableDecisions,
    { scope_ref: ref }: DbDecisionsRow,
  ): Promise<boolean> {
    const key = JSON.stringify([subjects[0], ref]);
    const known = this.#visible.get(key);
    if (known) return known;
    const asked = maySee(this.#context.knex, targets, ref);
    this.#visible.set(key, asked);
    return asked;
  }

  /** Throws where the caller may not take a step with a decision, or nobody may. */
  async requireStep(row: DbDecisionsRow, step: DecisionStep): Promise<void> {
    const { access, options } = this.#context;
    if (row.origin === 'rule') {
      throw new ConflictError(
        `The rule '${row.origin_ref}' of the configuration decides so: change it there`,
      );
    }
    const own = row.author === (await this.who());
    if (step === 'revoke' && own) return;
    if (step === 'revoke' && isForOneService(row)) {
      await access.requireFor(
        this.#request,
        supplyChainTriageDecidePermission,
        row.scope_ref,
      );
      return;
    }
    if (!(await this.mayDecide(row.subject))) {
      await access.require(this.#request, decides[row.subject]);
    }
    if (step === 'approve' && own && needsSecondPerson(row, options)) {
      throw new NotAllowedError(
        'Somebody else has to approve what you asked for',
      );
    }
  }
}

export function isForOneService(row: DbDecisionsRow): boolean {
  return (
    row.subject === 'vulnerability-analysis' && row.scope_kind === 'entity'
  );
}

export function needsSecondPerson(
  { subject }: Pick<DbDecisionsRow, 'subject'>,
  { decisions, triage }: RouteContext['options'],
): boolean {
  return subject === 'vulnerability-analysis'
    ? triage.approval?.secondPerson ?? decisions.secondPerson
    : decisions.secondPerson;
}
