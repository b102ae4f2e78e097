import fc from 'fast-check';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { refreshTargetCounts } from './targetCounts';

jest.setTimeout(120_000);

const packages = ['a', 'b'];

/** What happens: a scan of a service, or a record that is new or changed. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant('scan' as const),
    service: fc.constantFrom('shop', 'blog'),
    versions: fc.record({
      a: fc.constantFrom('1.0.0', '2.0.0', '3.0.0', undefined),
      b: fc.constantFrom('1.0.0', '2.0.0', undefined),
    }),
  }),
  fc.record({
    kind: fc.constant('record' as const),
    id: fc.constantFrom('TEST-1', 'TEST-2', 'TEST-3'),
    name: fc.constantFrom(...packages),
    fixed: fc.constantFrom('2.0.0', '3.0.0', undefined),
    alias: fc.constantFrom('CVE-1', 'CVE-2', undefined),
    severity: fc.constantFrom('LOW', 'HIGH', 'CRITICAL'),
    withdrawn: fc.boolean(),
  }),
);

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

async function happen(knex: Knex, one: Happening, round: number) {
  if (one.kind === 'scan') {
    const components = packages.flatMap(name => {
      const version = one.versions[name as 'a' | 'b'];
      return version ? [npm(name, version)] : [];
    });
    await storeScanOf(knex, `component:default/${one.service}`, [
      lockFile('package-lock.json', ...components),
    ]);
    return;
  }
  const record = advisory(one.id, one.name, one.fixed, {
    modified: new Date(Date.UTC(2026, 0, 1) + round * 1000).toISOString(),
    aliases: one.alias ? [one.alias] : [],
    severity: [],
    database_specific: { severity: one.severity },
    ...(one.withdrawn && { withdrawn: '2026-01-01T00:00:00Z' }),
  });
  await storeAdvisories(knex, 'test', [record], new Date());
}

const counts = (knex: Knex) =>
  knex('targets')
    .orderBy('id')
    .select(
      'open_critical',
      'open_high',
      'open_medium',
      'open_low',
      'open_none',
      'open_unknown',
      'open_known_exploited',
      'open_fixable',
    );

type Recorded = Extract<Happening, { kind: 'record' }>;

const record = (
  id: Recorded['id'],
  name: string,
  alias: Recorded['alias'],
): Happening => ({
  kind: 'record',
  id,
  name,
  fixed: '2.0.0',
  alias,
  severity: 'LOW',
  withdrawn: false,
});

/** A vulnerability's name goes to another vulnerability, then all of them turn out to be one. */
const movingName: Happening[] = [
  { kind: 'scan', service: 'shop', versions: { a: '1.0.0', b: '1.0.0' } },
  record('TEST-1', 'b', 'CVE-1'),
  record('TEST-1', 'a', undefined),
  record('TEST-3', 'b', 'CVE-1'),
  record('TEST-1', 'a', 'CVE-1'),
  record('TEST-1', 'b', undefined),
  record('TEST-2', 'b', 'CVE-1'),
  { kind: 'scan', service: 'shop', versions: { a: '1.0.0', b: '1.0.0' } },
];

describe.each(databaseIds)('counts of open findings on %p', id => {
  it('are those of a recount, whatever happened', async () => {
    const runs = id === 'SQLITE_3' ? 25 : 5;
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 4, maxLength: 12 }),
        async happenings => {
          const knex = await createDatabase(id);
          await addTargets(knex, catalogTarget('shop'), catalogTarget('blog'));
          for (const [round, one] of happenings.entries()) {
            await happen(knex, one, round);
            const carried = await counts(knex);
            const ids = await knex('targets').pluck('id');
            await knex.transaction(trx => refreshTargetCounts(trx, ids));
            expect(carried).toEqual(await counts(knex));
          }
        },
      ),
      { numRuns: runs, examples: [[movingName]] },
    );
  });
});
