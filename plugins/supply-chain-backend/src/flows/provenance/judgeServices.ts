import {
  judgeProvenance,
  type ProvenanceBreach,
} from '@safety-curtain/provenance';
import type { ToolReport, ToolResult } from '@safety-curtain/reports';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { lockMatching, lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import type {
  BigNumber,
  DbComponentProvenanceRow,
  DbComponentsRow,
  DbPackagesRow,
  LeftJoined,
} from '../../database/tables';
import {
  type FindingChanges,
  recordFindingChanges,
} from '../../records/findings/reconcile';
import { directOf } from '../../records/inventory/use';
import {
  dueProvenance,
  PROVENANCE_TOOL,
} from '../../records/provenance/provenanceUpdates';
import { seriesRow } from '../../records/reports/toolReports';
import { queueScoring } from '../../records/scoring/queue';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import { forgetReport, takeReport } from '../report/storeReport';
import type { ProvenanceOptions } from './options';
import { breachRules, severityOf } from './rules';

/** Services that are looked up at once. */
const AT_ONCE = 50;
/** Breaches of one service that are findings; there is no working through more. */
const MOST_RESULTS = 5_000;

/** A package version that a service uses, with what is known of it. */
interface UsedComponent
  extends Pick<DbComponentsRow, 'purl' | 'name' | 'version'>,
    LeftJoined<Pick<DbPackagesRow, 'ecosystem'>>,
    Pick<DbComponentProvenanceRow, 'outcome' | 'reason' | 'details'> {
  relation: BigNumber;
}

type Judging = Pick<ProvenanceOptions, 'enabled' | 'policy'> & {
  telemetry?: Telemetry;
};

/** Brings findings of provenance in step, service by service, until none is due. */
export async function judgeDue(
  knex: Knex,
  { telemetry = noTelemetry, ...judging }: Judging,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const due = await dueProvenance(knex, new Date(), AT_ONCE);
    if (due.length === 0) return;
    for (const targetId of due) {
      signal.throwIfAborted();
      const changes = await judgeService(knex, targetId, judging);
      if (changes) recordFindingChanges(telemetry, 'report', changes);
    }
  }
}

async function judgeService(
  knex: Knex,
  targetId: number,
  judging: Judging,
): Promise<FindingChanges | undefined> {
  return inTransaction(knex, async trx => {
    await lockMatching(trx, 'shared');
    await lockTargets(trx, [targetId]);
    await trx('provenance_updates').where('target_id', targetId).delete();
    const target = await trx('targets')
      .where('id', targetId)
      .first('id', 'entity_ref');
    if (!target) return undefined;
    const now = new Date();
    const series = { targetId, tool: PROVENANCE_TOOL, category: '' };
    const before = await seriesRow(trx, series);
    if (!judging.enabled) {
      return before && forgetReport(trx, before, 'configuration', now);
    }
    const { report, judged } = await reportOf(trx, target, judging);
    const taken =
      judged > 0 || before
        ? await takeReport(
            trx,
            {
              target: { id: targetId, entityRef: target.entity_ref },
              report: { ...report, ranAt: now.toISOString() },
              format: PROVENANCE_TOOL,
              origin: 'native',
              receivedBy: 'provenance',
            },
            now,
          )
        : undefined;
    // What scorecards ask may have changed where findings have not.
    await queueScoring(trx, [targetId], now);
    return taken?.changes;
  });
}

const severities: readonly ToolResult['severity'][] = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
];

async function reportOf(
  trx: Knex.Transaction,
  target: { id: number; entity_ref: string },
  { policy }: Judging,
): Promise<{ report: ToolReport; judged: number }> {
  const rows = await usedComponents(trx, target.id, policy.asksOrigin);
  const results: ToolResult[] = [];
  let pending = 0;
  for await (const chunk of inChunks(rows)) {
    for (const row of chunk) {
      if (row.outcome === null) {
        pending++;
        continue;
      }
      const breach = judgeProvenance(
        policy,
        {
          purl: row.purl,
          service: target.entity_ref,
          direct: directOf(Number(row.relation)),
        },
        {
          outcome: row.outcome,
          reason: row.reason ?? '',
          // Only few are looked at so closely.
          get attestations() {
            return JSON.parse(row.details ?? '{}').attestations ?? [];
          },
        },
      );
      if (breach) results.push(resultOf(row, breach));
    }
  }
  // What is cut is the least, and the same each time.
  const kept = results
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        (a.fingerprint < b.fingerprint ? -1 : 1),
    )
    .slice(0, MOST_RESULTS);
  return {
    judged: rows.length - pending,
    report: {
      tool: { id: PROVENANCE_TOOL, name: 'Safety Curtain provenance' },
      category: '',
      rules: breachRules,
      results: kept,
      notices:
        pending > 0
          ? [`Package versions that are not looked at yet: ${pending}`]
          : [],
      ...(kept.length < results.length && {
        cut: { read: kept.length, total: results.length },
        // Nothing is resolved by what is not told.
        partial: true,
      }),
    },
  };
}

/** What a service uses, each package version once; with details where they are asked for. */
function usedComponents(
  trx: Knex.Transaction,
  targetId: number,
  withDetails: boolean,
): Promise<UsedComponent[]> {
  const links = trx('target_components')
    .where('target_id', targetId)
    .groupBy('component_id')
    .select('component_id')
    .min('relation as relation');
  return trx
    .from(links.as('link'))
    .join('component_provenance as pv', 'pv.component_id', 'link.component_id')
    .join('components as c', 'c.id', 'link.component_id')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .orderBy('c.purl')
    .select(
      'link.relation',
      'c.purl',
      'c.version',
      'c.name',
      'p.ecosystem',
      'pv.outcome',
      'pv.reason',
      withDetails ? 'pv.details' : trx.raw('null as details'),
    );
}

function resultOf(
  row: UsedComponent,
  { kind, message }: ProvenanceBreach,
): ToolResult {
  const { purl, name, version } = row;
  const ecosystem = row.ecosystem ?? undefined;
  return {
    kind: 'provenance',
    rule: kind,
    severity: severityOf(kind),
    message: `${name} ${version}: ${message}`,
    package: { purl, ecosystem, name, version, fixedVersions: [] },
    // The next version of a package is another thing that somebody built.
    fingerprint: createHash('sha256')
      .update(JSON.stringify([purl, kind]))
      .digest('hex'),
  };
}
