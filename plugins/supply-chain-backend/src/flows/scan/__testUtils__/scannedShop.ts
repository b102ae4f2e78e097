import { createMockDirectory } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { storeAdvisories } from '../../advise/storeAdvisories';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
} from '../../../__testUtils__/organization';
import { createReplica } from '../../../__testUtils__/scanning';
import { claimTarget, requestScan } from '../../../records/scans/queue';
import { readScanFiles } from '../../../views/scans/scanViews';

export const SHOP = 'component:default/shop';
/** Where the sources of services are. */
export const directory = createMockDirectory();

/** A lock file of npm packages. */
export function lock(packages: Record<string, string>): string {
  const entries = Object.entries(packages).map(([name, version]) => [
    `node_modules/${name}`,
    { version },
  ]);
  return JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: packages },
      ...Object.fromEntries(entries),
    },
  });
}

/** The target of the service `shop`, in the folder. */
export const target = (changes = {}) =>
  catalogTarget('shop', {
    source: { type: 'file', target: directory.resolve('shop'), exclude: [] },
    ...changes,
  });

/** A database that knows the service and two advisories, and a replica that scans it. */
export async function replicaWith(
  id: (typeof databaseIds)[number][0],
  supplyChain?: object,
) {
  const knex = await createDatabase(id);
  await addTargets(knex, target());
  await storeAdvisories(
    knex,
    'test',
    [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
    ],
    new Date(),
  );
  const replica = createReplica({ knex, root: directory.path, supplyChain });
  return { knex, replica, scan: () => scanNow(knex, replica) };
}

/** Runs one scan to its end and gives its record. */
export async function scanNow(
  knex: Knex,
  replica: ReturnType<typeof createReplica>,
  signal = new AbortController().signal,
) {
  await requestScan(knex, SHOP, { trigger: 'manual' });
  const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
  await replica.runner.run(claimed!, signal);
  const scan = await knex('scans').where('id', claimed!.scanId).first();
  const files = await readScanFiles(knex, claimed!.scanId);
  return { ...scan!, files };
}
