import { inspectionRules } from '@safety-curtain/inspect';
import type { GateNote } from '@safety-curtain/policy';
import {
  type ReportedSource,
  sourceReportOf,
  type ToolReport,
} from '@safety-curtain/reports';
import type { Manifest } from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { version } from '../../../package.json';
import { toText } from '../../database/dialect';
import type { EnginePool } from '../../engines/EnginePool';
import type { FilesToInspect } from '../../outside/sources/InspectedFiles';
import { inspectedAt } from '../../records/pulls/reportedSource';
import { secretSalt } from '../../records/reports/secretSalt';
import type { InspectionOptions } from '../inspect/options';
import { inspectSource } from '../inspect/inspectSource';

/** What is said of one revision, and of which files nothing is. */
export interface SaidOfRevision {
  reported: ReportedSource;
  notInspected: GateNote[];
}

/** Results of one revision that are kept of one inspection: the worst. */
const MOST_RESULTS = 2000;
/** Characters of a message. */
const MOST_TEXT = 1000;
const GRAVITY = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];

const RULES = createHash('sha256')
  .update(JSON.stringify([version, ...inspectionRules]))
  .digest('hex');

/** Has revisions that are not a service's inspected as its scans are. */
export class SourceInspector {
  readonly #knex: Knex;
  readonly #pool: Pick<EnginePool, 'inspectFiles'>;
  readonly #inspections: InspectionOptions;

  constructor(options: {
    knex: Knex;
    pool: Pick<EnginePool, 'inspectFiles'>;
    inspections: InspectionOptions;
  }) {
    this.#knex = options.knex;
    this.#pool = options.pool;
    this.#inspections = options.inspections;
  }

  /** Of the rules by which sources are inspected: by others, other things are found. */
  get rules(): string {
    return this.isOn ? RULES : 'none';
  }

  /** Whether sources are inspected at all. */
  get isOn(): boolean {
    return this.#inspections.enabled;
  }

  /**
   * What is wrong in the files of a revision. What is allowed is there as well:
   * it may not be any more when it is judged.
   *
   * @param files - undefined where the reader of the source tells of none
   */
  async inspect(
    files: FilesToInspect | undefined,
    manifests: readonly Manifest[],
    where: { folder: string; signal: AbortSignal },
  ): Promise<SaidOfRevision> {
    const locks = manifests.flatMap(({ path, lock }) =>
      lock ? [{ path, lock }] : [],
    );
    if (!this.isOn)
      return { reported: { reports: [], locks }, notInspected: [] };
    if (!files) {
      const reason = 'its reader does not tell its files: nothing is inspected';
      return {
        reported: { reports: [], locks },
        notInspected: [{ at: 'the source', reason }],
      };
    }
    const { reports } = await inspectSource(files, {
      ...where,
      pool: this.#pool,
      salt: await secretSalt(this.#knex),
      allow: [],
      now: new Date(),
    });
    return {
      reported: { reports: reports.map(report => kept(report)), locks },
      notInspected: notInspectedIn(reports),
    };
  }

  /** What the service's scan said, where its last one was of this revision. */
  ofService(
    targetId: number,
    revision: string,
  ): Promise<ReportedSource | undefined> {
    const tools = this.isOn ? [...inspectionRules.keys()] : [];
    return inspectedAt(this.#knex, targetId, { revision, tools });
  }
}

function kept(report: ToolReport) {
  const results = [...report.results]
    .sort(
      (a, b) =>
        GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
        (a.fingerprint < b.fingerprint ? -1 : 1),
    )
    .slice(0, MOST_RESULTS)
    .map(result => ({
      ...result,
      message: toText(result.message, MOST_TEXT),
    }));
  return sourceReportOf({ ...report, results });
}

/** A file that several inspections left out is told once. */
function notInspectedIn(reports: readonly ToolReport[]): GateNote[] {
  const files = new Set(reports.flatMap(({ leftOut = [] }) => leftOut));
  const parts = reports.flatMap(({ tool, results, partial }) => [
    ...(partial
      ? [{ at: tool.name, reason: 'it did not look at all files' }]
      : []),
    ...(results.length > MOST_RESULTS
      ? [
          {
            at: tool.name,
            reason: `only ${MOST_RESULTS} of ${results.length} results are judged`,
          },
        ]
      : []),
  ]);
  return [
    ...parts,
    ...[...files].sort().map(at => ({ at, reason: 'it was not inspected' })),
  ];
}
