import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type PackageRisk,
  RISK_TOOL,
  RiskJudge,
  type RiskOptions,
  riskReport,
  risksAsOf,
} from '@safety-curtain/risk';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { lockMatching, lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import {
  type FindingChanges,
  recordFindingChanges,
} from '../../records/findings/reconcile';
import { servedEcosystems } from '../../records/registries/metadataSources';
import {
  OWN_NAME,
  readComponents,
  storeRisks,
} from '../../records/risks/componentRisks';
import {
  queueAllTargets,
  queueComponentsAfter,
  queueExpired,
  queueUsers,
  takeComponents,
  takeTarget,
  waitingTargets,
} from '../../records/risks/riskQueue';
import { targetPackages } from '../../records/risks/targetPackages';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import { forgetReport, takeReport } from '../report/storeReport';
import type { PackageRiskOptions } from './options';

/** What the digest of the rules is kept for. */
const NAME = 'package-risks';
/** Package versions that one transaction judges, and that one notes where rules changed. */
const COMPONENTS = 1_000;
const NOTED = 5_000;
/** Targets that are asked for at once. */
const TARGETS = 100;

/** Marks an own name; nothing is wrong with that. */
const OWN: PackageRisk = {
  rule: OWN_NAME,
  severity: 'none',
  confidence: 'high',
  message: '',
};

/**
 * Works out what is wrong with packages, once for each version, and brings the
 * reports of the services that use them in step. One replica does it at a time;
 * what it was stopped at is still in the queue.
 */
export class PackageRisks {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #options: PackageRiskOptions;
  readonly #telemetry: Telemetry;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    packages: PackageRiskOptions;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#options = options.packages;
    this.#telemetry = options.telemetry ?? noTelemetry;
  }

  /** Does all that is due. */
  async bringInStep(signal: AbortSignal, now = new Date()): Promise<void> {
    if (!this.#options.enabled) {
      await this.#forgetAll(signal);
      return;
    }
    const options: RiskOptions = { ...this.#options.risks, now };
    const served = await servedEcosystems(this.#knex);
    await this.#align(digestOf(options, served), signal);
    await queueExpired(this.#knex, now);
    const judge = new RiskJudge(options);
    while (await this.#judgeSome(judge)) signal.throwIfAborted();
    while (await this.#reportSome(options, served, signal)) {
      signal.throwIfAborted();
    }
  }

  /** Notes all packages and targets where rules or their settings are others than the last time. */
  async #align(digest: string, signal: AbortSignal): Promise<void> {
    const stored = await this.#settings();
    const begun = stored?.digest === digest;
    if (begun && stored.after_id === null) return;
    if (!begun) await queueAllTargets(this.#knex);
    let after: number | undefined = begun ? Number(stored.after_id) : 0;
    while (after !== undefined) {
      signal.throwIfAborted();
      after = await queueComponentsAfter(this.#knex, after, NOTED);
      await this.#keepSettings(digest, after ?? null);
    }
  }

  /** Judges some package versions; false where none waits. */
  async #judgeSome(judge: RiskJudge): Promise<boolean> {
    return inTransaction(this.#knex, async trx => {
      const ids = await takeComponents(trx, COMPONENTS);
      const risks = new Map<number, PackageRisk[]>(ids.map(id => [id, []]));
      for (const { id, pkg, facts } of await readComponents(trx, ids)) {
        risks.set(id, [
          ...judge.judge(pkg, facts),
          ...(judge.isOwn(pkg) ? [OWN] : []),
        ]);
      }
      await queueUsers(trx, await storeRisks(trx, risks));
      return ids.length > 0;
    });
  }

  /** Brings some services in step; false where none waits. */
  async #reportSome(
    options: RiskOptions,
    served: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const targets = await waitingTargets(this.#knex, TARGETS);
    for (const target of targets) {
      signal.throwIfAborted();
      const changes = await inTransaction(this.#knex, trx =>
        this.#report(trx, target, options, served),
      );
      if (changes) recordFindingChanges(this.#telemetry, 'report', changes);
    }
    return targets.length > 0;
  }

  async #report(
    trx: Knex.Transaction,
    target: { id: number; entityRef: string },
    options: RiskOptions,
    served: ReadonlySet<string>,
  ): Promise<FindingChanges | undefined> {
    await lockMatching(trx, 'shared');
    await lockTargets(trx, [target.id]);
    if (!(await takeTarget(trx, target.id))) return undefined;
    const { ecosystems, ...known } = await targetPackages(trx, target.id);
    const report = riskReport(
      { ...known, notices: noticesOf(ecosystems, served) },
      options,
    );
    const { changes } = await takeReport(
      trx,
      {
        target,
        report: { ...report, ranAt: options.now.toISOString() },
        format: RISK_TOOL.id,
        origin: 'native',
        receivedBy: 'scan',
      },
      options.now,
    );
    return changes;
  }

  /** Where nothing is to be said, nothing is left of what was. */
  async #forgetAll(signal: AbortSignal): Promise<void> {
    await this.#knex('risk_updates').delete();
    await this.#knex('risk_targets').delete();
    if (!(await this.#settings())) return;
    const rows = await this.#knex('tool_reports')
      .where({ tool: RISK_TOOL.id, origin: 'native' })
      .orderBy('target_id');
    for (const row of rows) {
      signal.throwIfAborted();
      await inTransaction(this.#knex, async trx => {
        await lockMatching(trx, 'shared');
        await lockTargets(trx, [Number(row.target_id)]);
        await forgetReport(trx, row, 'configuration', new Date());
      });
    }
    await this.#knex('component_risks').delete();
    await this.#knex('triage_settings').where('name', NAME).delete();
    this.#logger.info(
      `Package risks are off; reports forgotten: ${rows.length}`,
    );
  }

  #settings() {
    return this.#knex('triage_settings').where('name', NAME).first();
  }

  async #keepSettings(digest: string, after: number | null): Promise<void> {
    await this.#knex('triage_settings')
      .insert({ name: NAME, digest, after_id: after })
      .onConflict('name')
      .merge();
  }
}

function noticesOf(
  ecosystems: readonly string[],
  served: ReadonlySet<string>,
): string[] {
  const unasked = ecosystems.filter(ecosystem => !served.has(ecosystem));
  return unasked.length > 0
    ? [
        `No registry is asked about packages of ${unasked.join(
          ', ',
        )}: nothing is said of their releases (supplyChain.licenses.sources)`,
      ]
    : [];
}

/** Of all by which the same packages have other risks, or other notices. */
function digestOf(options: RiskOptions, served: ReadonlySet<string>): string {
  return createHash('sha256')
    .update(JSON.stringify([risksAsOf(options), [...served].sort()]))
    .digest('hex');
}
