import type { FileOutcome } from '@safety-curtain/plugin-supply-chain-node';
import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import {
  severities,
  type ScanState,
  type ScanStep,
  type SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import { advisoriesAsOf } from '../vulnerabilities/dataAge';
import { inChunks, toText } from '../../database/dialect';
import { maskAll } from '../../messages/secrets';
import type { SuddenLoss } from '../inventory/suddenLoss';
import { packUnresolved } from '../inventory/unresolved';
import type { ClaimedTarget } from './queue';

/** Files whose outcome is kept with a scan; the counts are of all. */
const MAX_FILES = 5000;

/** How a scan ended. */
export interface ScanOutcome {
  state: ScanState;
  revision?: string;
  snapshotId?: number | string | null;
  error?: string;
  componentCount?: number;
  opened?: number;
  resolved?: number;
  /** Files that were read and had suddenly lost components. */
  suddenLosses?: number;
  /** Dependencies whose version could not be found out; absent where nothing was read. */
  unresolvedVersions?: number;
  /** Damaged documents that it wrote anew. */
  restoredDocuments?: number;
}

/** Shows how far a scan is. */
export async function recordProgress(
  knex: Knex,
  scanId: string,
  step: ScanStep,
  progress?: string,
): Promise<void> {
  await knex('scans')
    .where({ id: scanId, state: 'running' })
    .update({ step, progress: progress ?? null });
}

/** Writes what a scan read, skipped and failed on. */
export async function recordFiles(
  trx: Knex.Transaction,
  scanId: string,
  outcomes: FileOutcome[],
  manifests: Manifest[],
  losses: ReadonlyMap<string, SuddenLoss>,
): Promise<void> {
  const byPath = new Map(manifests.map(manifest => [manifest.path, manifest]));
  const rows = outcomes.slice(0, MAX_FILES).map((outcome, position) => {
    const manifest = byPath.get(outcome.path);
    const loss = losses.get(outcome.path);
    return {
      scan_id: scanId,
      position,
      path: toText(outcome.path),
      outcome: outcome.outcome,
      format: outcome.format ?? null,
      reason: outcome.reason ? toText(outcome.reason) : null,
      components: manifest?.components.length ?? null,
      loss_before: loss?.before ?? null,
      loss_since: loss?.since ?? null,
      unresolved: packUnresolved(manifest?.unresolved),
      warnings: manifest?.warnings.length
        ? JSON.stringify(maskAll(manifest.warnings.slice(0, 100)))
        : null,
    };
  });
  for await (const chunk of inChunks(rows))
    await trx('scan_files').insert(chunk);
}

/** Ends a scan's record. */
export async function recordOutcome(
  trx: Knex.Transaction,
  claimed: Pick<ClaimedTarget, 'id' | 'scanId' | 'startedAt'>,
  outcome: ScanOutcome,
  outcomes: FileOutcome[],
  now: Date,
): Promise<void> {
  const count = (kind: FileOutcome['outcome']) =>
    outcomes.filter(o => o.outcome === kind).length;
  const open = await countOpenFindings(trx, claimed.id);
  await trx('scans')
    .where({ id: claimed.scanId, state: 'running' })
    .update({
      state: outcome.state,
      step: null,
      progress: null,
      revision: outcome.revision ?? null,
      finished_at: now,
      duration_ms: now.getTime() - claimed.startedAt.getTime(),
      snapshot_id: outcome.snapshotId ?? null,
      error: outcome.error ? toText(outcome.error) : null,
      files_read: count('read'),
      files_skipped: count('skipped'),
      files_failed: count('failed'),
      component_count: outcome.componentCount ?? null,
      findings_opened: outcome.opened ?? 0,
      findings_resolved: outcome.resolved ?? 0,
      sudden_losses: outcome.suddenLosses ?? 0,
      unresolved_versions: outcome.unresolvedVersions ?? null,
      restored_documents: outcome.restoredDocuments ?? 0,
      open_findings: JSON.stringify(open),
      advisories_as_of: trx.raw('(?)', [advisoriesAsOf(trx)]),
    });
}

/** How many findings of a target are open, by severity. */
export async function countOpenFindings(
  knex: Knex,
  targetId: number,
): Promise<SeverityCounts> {
  const row = await knex('targets')
    .where('id', targetId)
    .first(...severities.map(severity => `open_${severity}` as const));
  return Object.fromEntries(
    severities.map(severity => [severity, row![`open_${severity}`]]),
  ) as SeverityCounts;
}
