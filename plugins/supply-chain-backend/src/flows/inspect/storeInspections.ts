import { RISK_TOOL } from '@safety-curtain/risk';
import type { Knex } from 'knex';
import {
  type FindingChanges,
  noChanges,
  sumOfChanges,
} from '../../records/findings/reconcile';
import { PROVENANCE_TOOL } from '../../records/provenance/provenanceUpdates';
import { forgetReport, takeReport } from '../report/storeReport';
import type { InspectedSource } from './inspectSource';

/**
 * Stores what the inspections of a scan say, in place of what they said before.
 * Where nothing was inspected they say nothing any more. The caller holds the
 * locks of matching and of the target.
 */
export async function storeInspections(
  trx: Knex.Transaction,
  target: { id: number; entityRef: string },
  found: {
    inspections?: InspectedSource;
    revision: string;
    longestExceptionMs?: number;
  },
  now: Date,
): Promise<FindingChanges> {
  const { revision, longestExceptionMs } = found;
  const inspections = found.inspections?.reports ?? [];
  let total = noChanges();
  for (const report of inspections) {
    const { changes } = await takeReport(
      trx,
      {
        target,
        report: { ...report, revision, ranAt: now.toISOString() },
        format: report.tool.id,
        origin: 'native',
        receivedBy: 'scan',
        longestExceptionMs,
      },
      now,
    );
    total = sumOfChanges(total, changes);
  }
  // Packages and their provenance are judged by themselves, whether a scan runs or not.
  const said = [
    RISK_TOOL.id,
    PROVENANCE_TOOL,
    ...inspections.map(({ tool }) => tool.id),
  ];
  const over = await trx('tool_reports')
    .where({ target_id: target.id, origin: 'native' })
    .whereNotIn('tool', said);
  for (const row of over) {
    total = sumOfChanges(total, await forgetReport(trx, row, 'scan', now));
  }
  return total;
}
