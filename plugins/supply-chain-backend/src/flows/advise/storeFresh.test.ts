import type { Advisory } from '@safety-curtain/advisories';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from './storeAdvisories';

const NOW = new Date('2026-02-01T00:00:00Z');
const IDS = ['GHSA-1', 'GHSA-2', 'MAL-3', 'PYSEC-4', 'CVE-2026-5'];

/** Records that name each other and packages, one of them in use. */
const records = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom(...IDS),
      aliases: fc.uniqueArray(
        fc.constantFrom(...IDS, 'CVE-2026-6', 'CVE-2026-7'),
        { maxLength: 2 },
      ),
      name: fc.constantFrom('lodash', 'LODASH', 'unused', 'other'),
      fixed: fc.constantFrom(undefined, '4.17.21', '1.0.0'),
      withdrawn: fc.boolean(),
    })
    .map(({ id, aliases, name, fixed, withdrawn }) =>
      advisory(id, name, fixed, {
        aliases: aliases.filter(alias => alias !== id),
        ...(withdrawn && { withdrawn: '2026-01-15T00:00:00Z' }),
      }),
    ),
  { selector: ({ id }) => id, minLength: 1, maxLength: 5 },
);

/** All that storing records writes, without the ids that databases choose. */
async function contents(knex: Knex) {
  const vulnerabilities = await knex('vulnerabilities').orderBy('key');
  const keys = new Map(vulnerabilities.map(({ id, key }) => [id, key]));
  const names = await knex('vulnerability_names').orderBy('name');
  const advisories = await knex('advisories').orderBy('id');
  const matches = await knex('component_matches').orderBy('advisory_id');
  return {
    vulnerabilities: vulnerabilities.map(({ id: _, ...rest }) => rest),
    names: names.map(one => [one.name, keys.get(one.vulnerability_id)]),
    advisories: advisories.map(({ vulnerability_id: of, ...rest }) => ({
      ...rest,
      of: keys.get(of!),
    })),
    aliases: await knex('advisory_aliases').orderBy(['advisory_id', 'alias']),
    packages: await knex('advisory_packages').orderBy(['advisory_id', 'name']),
    matches: matches.map(({ component_id: _, ...rest }) => rest),
    findings: await allFindings(knex),
  };
}

describe.each(databaseIds)('records that are new on %p', id => {
  async function storedAs(batches: Advisory[][]) {
    const knex = await createDatabase(id);
    try {
      await addTargets(knex, catalogTarget('shop'));
      const lock = lockFile('package-lock.json', npm('lodash', '4.17.15'));
      await storeScanOf(knex, 'component:default/shop', [lock]);
      await knex('epss').insert({
        cve: 'CVE-2026-6',
        score: 0.5,
        percentile: 0.9,
      });
      await knex('known_exploited').insert({
        cve: 'CVE-2026-5',
        date_added: '2026-01-01',
        due_date: '2026-02-01',
        ransomware: false,
        required_action: 'Upgrade',
      });
      for (const batch of batches) {
        await storeAdvisories(knex, 'test', batch, NOW);
      }
      return await contents(knex);
    } finally {
      await knex.destroy();
    }
  }

  it('are stored alike, all at once or one after another, with what is known before or without', async () => {
    await fc.assert(
      fc.asyncProperty(records, async all => {
        const atOnce = await storedAs([all]);
        expect(await storedAs(all.map(one => [one]))).toEqual(atOnce);
        // What is known already takes the other way, with all that it names.
        const again = all.map(one => ({ ...one, summary: 'As it was' }));
        expect(await storedAs([again.slice(0, 1), all])).toEqual(atOnce);
      }),
      { numRuns: id === 'SQLITE_3' ? 12 : 4 },
    );
  }, 120_000);
});
