import type { GateReport } from '@safety-curtain/policy';
import { NotFoundError } from '@backstage/errors';
import type { DbPullRequestsRow } from '../../database/tables';
import type { Archive } from '../../records/documents/Archive';
import { readInventory } from '../../records/inventory/snapshots';
import {
  type PullNotes,
  servicesOf,
  type StoredService,
  storeVerdict,
} from '../../records/pulls/pullServices';
import { readReported } from '../../records/pulls/reportedSource';
import { type BuildGround, buildFacts } from '../gate/buildFacts';
import type { ReportedBuild } from '../gate/buildReported';
import { gatedColumns, type Gates, type GatedTarget } from '../gate/Gates';

/** Letters of a revision that people are told. */
export const SHORT_REVISION = 12;

/** Judges pull requests by what was read of them; nothing is read for it. */
export class PullJudge {
  readonly #ground: BuildGround;
  readonly #archive: Archive;
  readonly #gates: Gates;

  constructor(options: BuildGround & { archive: Archive; gates: Gates }) {
    this.#ground = options;
    this.#archive = options.archive;
    this.#gates = options.gates;
  }

  /** What gates say of each service of a pull request, in the order of their numbers. */
  async judge(row: DbPullRequestsRow, now: Date): Promise<GateReport[]> {
    const { knex } = this.#ground;
    const reports: GateReport[] = [];
    for (const service of await servicesOf(knex, row.id)) {
      const target = await knex('targets')
        .where('id', service.target_id)
        .first(...gatedColumns);
      if (!target) continue;
      const report = await this.#judgeService(row, service, target, now);
      await storeVerdict(knex, service, report);
      reports.push(report);
    }
    return reports;
  }

  async #judgeService(
    row: DbPullRequestsRow,
    service: StoredService,
    target: GatedTarget,
    now: Date,
  ): Promise<GateReport> {
    const { unreadable, notLookedAt, base }: PullNotes = JSON.parse(
      service.notes,
    );
    const head = await this.#build(
      service.head_sha256,
      service.head_reported_sha256,
    );
    const before = await this.#build(
      service.base_sha256,
      service.base_reported_sha256,
    );
    const missed = new Set(notLookedAt.map(({ at }) => at));
    const seen = {
      unreadable,
      notLookedAt: [
        ...notLookedAt,
        ...(base.notInspected ?? [])
          .filter(({ at }) => !missed.has(at))
          .map(({ at }) => ({
            at,
            reason:
              'was not inspected at the base, so what is found in it counts as new',
          })),
      ],
    };
    const nothing = { unreadable: [], notLookedAt: [] };
    const facts = await buildFacts(this.#ground, target, head, seen, now);
    const was = await buildFacts(this.#ground, target, before, nothing, now);
    return this.#gates.judgeChange(target, facts, {
      what: baseOf(row, base.isNew ?? false),
      findings: was.findings,
      reported: was.reported,
      components: was.components,
      unreadable: base.unreadable,
      ...(base.notLookedAt && {
        notLookedAt: [...base.notLookedAt, ...(base.notInspected ?? [])],
      }),
    });
  }

  /** Throws what {@link isGone} knows where it was read before inspections were, or is not there any more. */
  async #build(
    inventory: string,
    reported: string | null,
  ): Promise<ReportedBuild> {
    if (reported === null) throw new NotFoundError('It was not inspected');
    const { manifests } = await readInventory(this.#archive, {
      inventory_sha256: inventory,
    });
    return { manifests, reported: await readReported(this.#archive, reported) };
  }
}

/** Whether what was read is gone, so that it has to be read again. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof NotFoundError ||
    (error as Error).name === 'DocumentDamagedError'
  );
}

/** As people know it. */
function baseOf(row: DbPullRequestsRow, isNew: boolean): string {
  const short = (revision: string | null) =>
    revision?.slice(0, SHORT_REVISION) ?? '';
  const what =
    row.merge_base !== null
      ? `merge base ${short(row.merge_base)} with ${row.base_branch}`
      : `tip ${short(row.base_revision)} of ${row.base_branch}`;
  return isNew ? `${what}, which did not have it` : what;
}
