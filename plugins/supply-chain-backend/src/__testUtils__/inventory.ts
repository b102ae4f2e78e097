import type { Knex } from 'knex';
import { storeAdvisories } from '../flows/advise/storeAdvisories';
import { createDatabase, databaseIds } from './databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from './organization';

export const SHOP = 'component:default/shop';
export const BLOG = 'component:default/blog';

/**
 * Two services that share a vulnerable package, with names that searches trip
 * over, and a third that has left the catalog.
 */
export async function scannedServices(
  id: (typeof databaseIds)[number][0],
): Promise<Knex> {
  const knex = await createDatabase(id);
  await addTargets(
    knex,
    catalogTarget('shop', { owners: ['group:default/a', 'group:default/b'] }),
    catalogTarget('blog'),
    catalogTarget('gone'),
  );
  await storeAdvisories(
    knex,
    'test',
    [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
        aliases: ['CVE-2021-0001'],
      }),
      advisory('GHSA-bbbb-bbbb-bbbb', 'lodash', '4.17.19'),
    ],
    new Date(),
  );
  await storeScanOf(knex, SHOP, [
    lockFile(
      'package-lock.json',
      npm('lodash', '4.17.15'),
      npm('@acme/lodash', '1.0.0', { direct: false, scope: 'development' }),
      npm('lodash.merge', '4.6.2', { direct: false, scope: 'optional' }),
      npm('100%_safe', '1.0.0'),
    ),
    lockFile(
      'web/package-lock.json',
      npm('lodash', '4.17.15', { direct: false }),
    ),
  ]);
  await storeScanOf(knex, BLOG, [
    lockFile(
      'package-lock.json',
      npm('lodash', '4.17.20'),
      npm('acme-tool', '0.0.0', {
        purl: 'pkg:generic/acme-tool@0.0.0',
        ecosystem: undefined,
      }),
    ),
  ]);
  await storeScanOf(knex, 'component:default/gone', [
    lockFile('package-lock.json', npm('lodash', '4.17.15')),
  ]);
  await knex('targets')
    .where('name', 'gone')
    .update({ removed_at: new Date() });
  return knex;
}
