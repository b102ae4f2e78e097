import { readLicensePolicy } from '@safety-curtain/licenses';
import type { Knex } from 'knex';
import { inChunks } from '../../../database/dialect';
import type {
  DbReleasesRow,
  DbSnapshotsRow,
  DbTargetsRow,
} from '../../../database/tables';
import type { Archive } from '../../../records/documents/Archive';
import { unresolvedOf } from '../../../records/inventory/unresolved';
import { ownersOf } from '../../../records/targets/owners';
import type { TargetFilter } from '../../../records/targets/targetFilter';
import { targetsWithDecisions } from '../../../views/findings/issuedVex';
import {
  type ExportScope,
  reportTime,
  selectScopeSnapshots,
  selectScopeTargets,
} from '../exportScope';
import { madeAhead } from '../madeAhead';
import {
  type ExportedService,
  type ServiceFacts,
  ServiceFactsReader,
} from './serviceFacts';

/** Services that are asked for in one statement. */
const PAGE = 25;
/** Services that are made at the same time, while one is written. */
const AHEAD = 4;
/** Components of services that are made or wait to be written. */
const ROOM = 20_000;

interface Wanted<T> {
  /** Makes of a service's facts what is written of it. */
  make: (facts: ServiceFacts) => Promise<T>;
  knex: Knex;
  archive: Archive;
  scope: ExportScope;
  access: TargetFilter;
  now: Date;
}

/**
 * The services of an export, each made of all that it tells of it. The database is asked of the next ones, and their files are made, while one is sent; large services wait for each other, so that memory does not grow with
 * their number.
 */
export async function* exportedServices<T>(
  wanted: Wanted<T>,
): AsyncGenerator<T> {
  const reader = new ServiceFactsReader({
    knex: wanted.knex,
    archive: wanted.archive,
    at: reportTime(wanted.scope, wanted.now),
    policies: await readPolicies(wanted.knex),
  });
  const make = async (service: ExportedService) =>
    wanted.make(await reader.read(service));
  yield* madeAhead(pages(wanted), make, {
    most: AHEAD,
    room: ROOM,
    weigh: ({ snapshots }) =>
      snapshots.reduce((sum, one) => sum + one.component_count, 0),
  });
}

async function readPolicies(knex: Knex) {
  const rows = await knex('license_policies').select('name', 'document');
  return new Map(
    rows.map(row => [row.name, readLicensePolicy(JSON.parse(row.document))]),
  );
}

async function* pages(
  wanted: Wanted<unknown>,
): AsyncGenerator<ExportedService> {
  const { knex, scope, access, now } = wanted;
  let after = 0;
  for (;;) {
    const targets: DbTargetsRow[] = await selectScopeTargets(
      knex,
      scope,
      access,
      reportTime(scope, now),
    )
      .where('t.id', '>', after)
      .orderBy('t.id')
      .limit(PAGE)
      .select('t.*');
    yield* await withRecords(wanted, targets);
    if (targets.length < PAGE) return;
    after = targets.at(-1)!.id;
  }
}

/** What the database has of each of some targets, in few statements for all. */
async function withRecords(
  { knex, scope, now }: Wanted<unknown>,
  targets: DbTargetsRow[],
): Promise<ExportedService[]> {
  const ids = targets.map(target => target.id);
  const owners = await ownersOf(knex, ids);
  const unresolved = await unresolvedOf(knex, ids);
  // What is decided about a release is only known once its SBOMs are read.
  const decided = scope.release
    ? new Set(ids)
    : await targetsWithDecisions(knex, ids);
  const rows = await selectScopeSnapshots(knex, ids, scope, now);
  const snapshots = Map.groupBy(rows, row => row.target_id);
  const releases = Map.groupBy(
    await releasesOf(knex, rows),
    row => row.target_id,
  );
  return targets.map(target => ({
    target,
    owners: owners.get(target.id) ?? [],
    unresolved: unresolved.get(target.id) ?? [],
    isDecided: decided.has(target.id),
    snapshots: snapshots.get(target.id) ?? [],
    releases: releases.get(target.id) ?? [],
  }));
}

async function releasesOf(
  knex: Knex,
  snapshots: DbSnapshotsRow[],
): Promise<DbReleasesRow[]> {
  const releases: DbReleasesRow[] = [];
  for await (const chunk of inChunks(snapshots.map(({ id }) => id))) {
    releases.push(...(await knex('releases').whereIn('snapshot_id', chunk)));
  }
  return releases.sort((a, b) => Number(a.id) - Number(b.id));
}
