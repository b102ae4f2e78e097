import fc from 'fast-check';
import type { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/databases';
import {
  createLicensing,
  decide,
  licenseCounts,
  refresherOf,
  TableSource,
} from '../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../__testUtils__/organisation';
import { reconcileLicenses } from './reconcile';

jest.setTimeout(120_000);

const never = new AbortController().signal;
const services = ['one', 'two', 'three', 'four'];
const refOf = (service: string) => `component:default/${service}`;

async function issues(knex: Knex) {
  const rows = await knex('license_issues').orderBy([
    'target_id',
    'component_id',
  ]);
  return rows.map(({ id, first_seen_at, ...row }) => row);
}

/** Counts and issues are what one would get from the start. */
async function expectConsistent(knex: Knex) {
  const { kept, counted } = await licenseCounts(knex);
  expect(kept).toEqual(counted);
  const before = await issues(knex);
  await knex('license_issues').delete();
  const targetIds: number[] = await knex('targets').pluck('id');
  await knex.transaction(trx =>
    reconcileLicenses(trx, { targetIds }, new Date()),
  );
  expect(before).toEqual(await issues(knex));
}

const licenses = ['MIT', 'GPL-3.0-only', 'AGPL-3.0-only', 'BSD', undefined];
const component = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    version: fc.constantFrom('1.0.0', '2.0.0'),
    license: fc.constantFrom(...licenses),
    scope: fc.constantFrom('runtime', 'development', 'optional'),
    direct: fc.boolean(),
  })
  .map(({ name, version, ...rest }) => npm(name, version, rest as object));
const components = fc.uniqueArray(component, {
  selector: one => one.purl,
  maxLength: 6,
});
const service = fc.constantFrom(...services);
const license = fc.constantFrom('MIT', 'GPL-3.0-only', 'SSPL-1.0');
const purl = fc.constantFrom('pkg:npm/a', 'pkg:npm/b@1.0.0', 'pkg:npm/c');

type Step = (knex: Knex) => Promise<unknown>;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(service, components, components).map(
    ([of, first, second]): Step =>
      knex =>
        storeScanOf(knex, refOf(of), [
          lockFile('package-lock.json', ...first),
          lockFile('web/package-lock.json', ...second),
        ]),
  ),
  fc.tuple(purl, license).map(
    ([about, verdict]): Step =>
      knex =>
        decide(knex, {
          subject: 'license-curation',
          scope: { kind: 'organisation' },
          about: { purl: about },
          verdict,
          reason: 'Its LICENSE file says so',
        }),
  ),
  fc.tuple(service, purl).map(
    ([of, about]): Step =>
      knex =>
        decide(knex, {
          subject: 'license-exception',
          scope: { kind: 'entity', ref: refOf(of) },
          about: { purl: about },
          reason: 'Replaced next quarter',
          endsAt: new Date(Date.now() + 86_400_000).toISOString(),
        }),
  ),
  fc.tuple(service, fc.constantFrom('internal', 'shipped-binary')).map(
    ([of, distribution]): Step =>
      knex =>
        addTargets(knex, catalogTarget(of, { distribution })),
  ),
  fc.constantFrom('MIT', 'AGPL-3.0-only').map(
    (said): Step =>
      async knex => {
        const table = Object.fromEntries(
          ['a', 'b', 'c', 'd'].map(name => [
            `${name}@1.0.0`,
            { licenses: [said] },
          ]),
        );
        const source = new TableSource('npm', table);
        await (await refresherOf(knex, [source])).refresh(never);
      },
  ),
);

describe.each(databaseIds)('counts and issues on %p', id => {
  it('are the same however one came to them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 10 }),
        async steps => {
          const knex = await createLicensing(id);
          await addTargets(knex, ...services.map(name => catalogTarget(name)));
          for (const run of steps) await run(knex);
          await expectConsistent(knex);
          await knex.destroy();
        },
      ),
      { numRuns: 10 },
    );
  });

  it('are right after scans, answers and decisions at the same time', async () => {
    const knex = await createLicensing(id);
    const names = Array.from({ length: 30 }, (_, i) => `p${i}`);
    const many = Array.from({ length: 8 }, (_, i) => `s${i}`);
    await addTargets(knex, ...many.map(name => catalogTarget(name)));
    const table = Object.fromEntries(
      names.map((name, i) => [
        `${name}@1.0.0`,
        { licenses: [i % 2 ? 'AGPL-3.0-only' : 'MIT'] },
      ]),
    );
    const refresher = await refresherOf(knex, [new TableSource('npm', table)]);
    const scanAll = async (round: number) => {
      for (const name of many) {
        const used = names.filter((_, i) => (i + round) % 3 > 0);
        await storeScanOf(knex, refOf(name), [
          lockFile(
            'package-lock.json',
            ...used.map((one, i) =>
              npm(one, '1.0.0', {
                license: (i + round) % 5 ? undefined : 'GPL-2.0-only',
              }),
            ),
          ),
        ]);
      }
    };
    const work = async (
      times: number,
      run: (i: number) => Promise<unknown>,
    ) => {
      for (let i = 0; i < times; i++) await run(i);
    };
    await Promise.all([
      work(3, scanAll),
      work(20, () => refresher.refresh(never)),
      work(10, i =>
        decide(knex, {
          subject: 'license-curation',
          scope: { kind: 'organisation' },
          about: { purl: `pkg:npm/p${i}` },
          verdict: 'SSPL-1.0',
          reason: 'Its LICENSE file says so',
        }),
      ),
      work(10, i =>
        decide(knex, {
          subject: 'license-exception',
          scope: { kind: 'entity', ref: refOf(many[i % 8]) },
          about: { purl: `pkg:npm/p${i}` },
          reason: 'Replaced next quarter',
          endsAt: new Date(Date.now() + 86_400_000).toISOString(),
        }),
      ),
      work(10, i =>
        addTargets(
          knex,
          catalogTarget(many[i % 8], {
            etag: `e${i}`,
            distribution: i % 2 ? 'internal' : 'shipped-binary',
          }),
        ),
      ),
    ]);
    expect((await issues(knex)).length).toBeGreaterThan(8);
    await expectConsistent(knex);
  });
});
