import { NotFoundError } from '@backstage/errors';
import type {
  ManifestCoverage,
  TargetDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import type { AlertThresholds } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { readAdvisoryData } from '../vulnerabilities/sourceViews';
import { toIso } from '../../database/dialect';
import { listFindings } from '../findings/listFindings';
import { currentSnapshots } from '../../records/inventory/snapshots';
import { listSnapshots } from '../snapshots/snapshotViews';
import { readScanFiles } from '../scans/scanViews';
import { ownersOf } from '../../records/targets/owners';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { readAlert } from './alerts';
import { readImages } from './targetImages';
import { selectTargets, TargetRow, toTarget } from './targetViews';

/** Findings in the headline. */
const NEWEST = 5;

/** One target with its headline, coverage and freshness. */
export async function readTarget(
  knex: Knex,
  entityRef: string,
  access: TargetFilter,
  as: { staleBefore: Date; thresholds: AlertThresholds },
): Promise<TargetDetail> {
  const filter = { ...access, entityRef };
  const select = selectTargets(knex, as.staleBefore);
  applyTargetFilter(select, filter);
  const row: TargetRow | undefined = await select.first();
  if (!row) {
    throw new NotFoundError(
      `${entityRef} is not scanned: it is not in the catalog, or the filter of supplyChain.targets leaves it out`,
    );
  }
  const [
    owners,
    snapshots,
    worst,
    manifests,
    fixable,
    advisoryData,
    alert,
    images,
  ] = await Promise.all([
    ownersOf(knex, [row.id]),
    listSnapshots(knex, { entityRef, limit: 1 }, filter),
    listFindings(knex, { limit: NEWEST }, filter),
    readCoverage(knex, row.id),
    countFixable(knex, row.id),
    readAdvisoryData(knex),
    readAlert(knex, row, as.thresholds),
    readImages(knex, row.id),
  ]);
  return {
    target: toTarget(row, owners.get(row.id) ?? []),
    alert,
    snapshot: snapshots.items[0],
    manifests,
    fixable,
    knownExploited: row.open_known_exploited,
    newest: worst.items,
    advisoryData,
    ...(images.length > 0 && { images }),
  };
}

/**
 * Files of the last scan that looked, and since when one is out of date; and
 * what was uploaded.
 */
async function readCoverage(
  knex: Knex,
  targetId: number,
): Promise<ManifestCoverage[]> {
  const scan = await knex('scans')
    .where('target_id', targetId)
    .whereNot('trigger', 'upload')
    .whereIn('id', knex('scan_files').select('scan_id'))
    .orderBy('started_at', 'desc')
    .first('id');
  const stale = await knex('target_manifests')
    .where('target_id', targetId)
    .whereNotNull('stale_since')
    .select('path', 'stale_since');
  const since = new Map(stale.map(row => [row.path, row.stale_since]));
  const uploads: string[] = (await currentSnapshots(knex, targetId))
    .filter(snapshot => snapshot.origin === 'upload')
    .map(snapshot => snapshot.scan_id);
  const files: ManifestCoverage[] = [];
  for (const id of [...(scan ? [scan.id] : []), ...uploads]) {
    files.push(...(await readScanFiles(knex, id)));
  }
  return files.map(file => ({
    ...file,
    staleSince: toIso(since.get(file.path)),
  }));
}

async function countFixable(knex: Knex, targetId: number) {
  const [row] = await knex('findings')
    .where({ target_id: targetId, state: 'open', fixable: true })
    .count({ findings: '*' })
    .countDistinct({ packages: 'package_id' });
  return { findings: Number(row.findings), packages: Number(row.packages) };
}
