import type {
  EntityFacts,
  ScanningFacts,
  ServiceFacts,
} from '@safety-curtain/policy';
import type { Forge } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import type { Archive } from '../../../records/documents/Archive';
import { ownersOf } from '../../../records/targets/owners';
import { toDate, toIso } from '../../../database/dialect';
import { readManifestFacts } from '../source/manifestFacts';
import { readSourceFacts } from '../source/sourceFacts';
import { readComponentFacts } from './components';
import { readExceptionFacts } from './exceptions';
import { readFindingFacts } from './findings';
import { readOpenSsfFacts } from './openSsf';
import { readRepositoryFacts } from './repositories';
import { readSbomFacts } from './snapshots';
import { readVulnerabilityData } from './vulnerabilityData';
import type { DbScansRow, DbTargetsRow } from '../../../database/tables';

type TargetRow = DbTargetsRow & {
  last_finished_at: DbScansRow['finished_at'];
};

const outcomes: Record<string, ScanningFacts['lastOutcome']> = {
  succeeded: 'good',
  empty: 'good',
  partial: 'partial',
  failed: 'failed',
};

/** What checks may look at, of a target in the catalog. */
export interface TargetFacts {
  targetId: number;
  facts: ServiceFacts;
}

/**
 * Gathers all that is stored of some targets, in a few statements for all of
 * them together. A target that has left the catalog is not among the answers.
 */
export async function readFacts(
  { knex, archive, everyHours, openSsfFile, forges = [] }: FactSources,
  targetIds: readonly number[],
  now: Date,
): Promise<TargetFacts[]> {
  const rows: TargetRow[] = await knex('targets as t')
    .leftJoin('scans as s', 's.id', 't.last_scan_id')
    .whereIn('t.id', targetIds)
    .whereNull('t.removed_at')
    .orderBy('t.id')
    .select('t.*', 's.finished_at as last_finished_at');
  const ids = rows.map(row => row.id);
  const [
    vulnerabilityData,
    owners,
    manifests,
    findings,
    sboms,
    components,
    exceptions,
    repositories,
  ] = await Promise.all([
    readVulnerabilityData(knex),
    ownersOf(knex, ids),
    readManifestFacts(knex, ids),
    readFindingFacts(knex, ids, now),
    readSbomFacts(knex, ids),
    readComponentFacts(knex, ids),
    readExceptionFacts(knex, ids),
    readRepositoryFacts(knex, forges, rows, now),
  ]);
  const facts: TargetFacts[] = [];
  // In turn: a source may be some megabytes, and one is held at a time.
  for (const row of rows) {
    const id: number = row.id;
    const known = components.get(id) ?? { components: [], licenses: [] };
    const read = row.last_good_scan_at !== null || row.last_upload_at !== null;
    const source = await readSourceFacts(knex, archive, id);
    facts.push({
      targetId: id,
      facts: {
        entity: entityOf(row, owners.get(id) ?? []),
        scanning: scanningOf(row, everyHours),
        manifests: manifests.get(id),
        sbom: sboms.get(id) ?? { present: false },
        // Before anything was read, nothing found says nothing.
        ...((read || findings.has(id)) && {
          findings: findings.get(id) ?? [],
        }),
        vulnerabilityData,
        ...((read || components.has(id)) && {
          components: known.components,
          licenses: known.licenses,
        }),
        exceptions: exceptions.get(id) ?? [],
        source,
        openSsf: await readOpenSsfFacts(knex, id, source, openSsfFile),
        repository: repositories.get(id),
      },
    });
  }
  return facts;
}

/** Where facts come from. */
export interface FactSources {
  knex: Knex;
  archive: Archive;
  /** Hours between scans; undefined where they are planned otherwise. */
  everyHours?: number;
  /** Path of OpenSSF Scorecard's result in each source. */
  openSsfFile?: string;
  /** Those that are asked how repositories are set up. */
  forges?: readonly Forge[];
}

function entityOf(row: TargetRow, owners: string[]): EntityFacts {
  return {
    ref: row.entity_ref,
    kind: row.kind,
    type: row.type ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    tags: JSON.parse(row.tags),
    owners,
    system: row.system_ref ?? undefined,
    domain: row.domain_ref ?? undefined,
  };
}

function scanningOf(row: TargetRow, everyHours?: number): ScanningFacts {
  if (row.source === null) {
    // What is only uploaded is as old as its last upload.
    return { lastGoodAt: toIso(row.last_upload_at) };
  }
  return {
    lastGoodAt: row.last_good_scan_at
      ? toDate(row.last_good_scan_at).toISOString()
      : undefined,
    lastAt: toIso(row.last_finished_at),
    lastOutcome: outcomes[row.last_outcome ?? ''],
    lastReason: row.last_error ?? undefined,
    everyHours,
  };
}
