import type { Manifest } from '@safety-curtain/sbom';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  createLicensing,
  decide,
  decideIn,
  licenseCounts,
  licenseOf,
  refresherOf,
  TableSource,
} from '../../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { until } from '../../__testUtils__/scanning';
import { recordReading, storeReading } from '../reading/storeReading';
import { reconcileLicenses } from '../../records/licenses/reconcile';

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

/** Counts and issues as they were kept, and as one gets them from the start. */
async function keptAndFresh(knex: Knex) {
  const { kept, counted } = await licenseCounts(knex);
  const before = await issues(knex);
  await knex('license_issues').delete();
  const targetIds: number[] = await knex('targets').pluck('id');
  await knex.transaction(trx =>
    reconcileLicenses(trx, { targetIds }, new Date()),
  );
  return [
    { counts: kept, issues: before },
    { counts: counted, issues: await issues(knex) },
  ];
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
          scope: { kind: 'organization' },
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
          const [kept, fresh] = await keptAndFresh(knex);
          expect(kept).toEqual(fresh);
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
    // Without the queue, which passes over targets that are being written.
    const store = async (name: string, manifests: Manifest[]) => {
      const { id: targetId } = (await knex('targets')
        .where('name', name)
        .first('id'))!;
      const read = { series: '', scanId: name, manifests, unread: [] };
      await recordReading(knex, { targetId, ...read }, async () => undefined);
    };
    const scanAll = async (round: number) => {
      for (const name of many) {
        const used = names.filter((_, i) => (i + round) % 3 > 0);
        await store(name, [
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
      work(5, scanAll),
      work(20, () => refresher.refresh(never)),
      work(10, i =>
        decide(knex, {
          subject: 'license-curation',
          scope: { kind: 'organization' },
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
    const [kept, fresh] = await keptAndFresh(knex);
    expect(kept).toEqual(fresh);
  });
});

const postgres = databaseIds.filter(([id]) => id !== 'SQLITE_3');

if (postgres.length === 0) {
  // eslint-disable-next-line jest/no-disabled-tests
  describe.skip('the licensing lock (no PostgreSQL given)', () => {
    it.todo('keeps scans and decisions from missing each other');
  });
} else {
  describe.each(postgres)('the licensing lock on %p', id => {
    const reading = (targetId: number) => ({
      targetId,
      series: '',
      scanId: 'scan',
      manifests: [
        lockFile('package-lock.json', npm('a', '1.0.0', { license: 'MIT' })),
      ],
      unread: [],
      now: new Date(),
    });
    const curation = {
      subject: 'license-curation',
      scope: { kind: 'organization' },
      about: { purl: 'pkg:npm/a' },
      verdict: 'AGPL-3.0-only',
      reason: 'Its LICENSE file says so',
    } as const;

    /** Starts the second while the first is open; both end well. */
    async function overlap(
      knex: Knex,
      first: (trx: Knex.Transaction) => Promise<unknown>,
      second: () => Promise<unknown>,
    ) {
      const open = await knex.transaction();
      await first(open);
      let over = false;
      const done = second().finally(() => {
        over = true;
      });
      await until(async () => {
        const { rows } = await knex.raw(
          `select 1 from pg_locks join pg_database on oid = database
           where not granted and datname = current_database()`,
        );
        return over || rows.length > 0;
      });
      await open.commit();
      await done;
    }

    async function targetOf(knex: Knex): Promise<number> {
      await addTargets(knex, catalogTarget('one'));
      return (await knex('targets').first('id'))!.id;
    }

    it('has a curation reach what a scan is about to store', async () => {
      const knex = await createLicensing(id);
      const targetId = await targetOf(knex);
      await overlap(
        knex,
        trx => storeReading(trx, reading(targetId)),
        () => decide(knex, curation),
      );
      expect(await licenseOf(knex, 'pkg:npm/a@1.0.0')).toMatchObject({
        expression: 'AGPL-3.0-only',
      });
      expect(await issues(knex)).toHaveLength(1);
      const [kept, fresh] = await keptAndFresh(knex);
      expect(kept).toEqual(fresh);
    });

    it('has a scan see a curation that is about to come into force', async () => {
      const knex = await createLicensing(id);
      const targetId = await targetOf(knex);
      await overlap(
        knex,
        trx => decideIn(trx, curation, new Date()),
        () => knex.transaction(trx => storeReading(trx, reading(targetId))),
      );
      expect(await licenseOf(knex, 'pkg:npm/a@1.0.0')).toMatchObject({
        expression: 'AGPL-3.0-only',
      });
      const [kept, fresh] = await keptAndFresh(knex);
      expect(kept).toEqual(fresh);
    });
  });
}
