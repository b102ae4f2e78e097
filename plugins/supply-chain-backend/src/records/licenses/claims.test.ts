import type { Manifest } from '@safety-curtain/sbom';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  createLicensing,
  licenseCounts,
  licenseOf,
} from '../../__testUtils__/licensing';
import { catalogTarget, lockFile, npm } from '../../__testUtils__/organization';
import { TargetReconciler } from '../../flows/catalog/targetStore';
import { recordReading } from '../../flows/reading/storeReading';
import { licensesAsOf } from '../../views/licenses/asOf';
import { resultsOf } from './resolve';

jest.setTimeout(240_000);

const services = ['one', 'two', 'three'] as const;
type Service = (typeof services)[number];

/** What is in force of a service: manifests by series and path. */
type Sources = Map<string, Map<string, Manifest>>;

/** An organization and what of it is in force, as the test believes. */
class Organization {
  readonly catalog = new Set<Service>(services);
  readonly sources = new Map<Service, Sources>();
  constructor(readonly knex: Knex) {}

  async compare(...present: Service[]) {
    this.catalog.clear();
    for (const service of present) this.catalog.add(service);
    const pass = new TargetReconciler(this.knex, new Date());
    await pass.storePage(present.map(name => catalogTarget(name)));
    await pass.finish();
  }

  /** A scan (series '') or an upload that takes the place of the last. */
  async read(
    service: Service,
    series: string,
    manifests: Manifest[],
    unreadable?: string,
  ) {
    const { id } = (await this.knex('targets').where('name', service).first())!;
    const unread = unreadable ? [{ path: unreadable, reason: 'Broken' }] : [];
    const read = manifests.filter(({ path }) => path !== unreadable);
    const reading = { series, scanId: 'scan', manifests: read, unread };
    await recordReading(
      this.knex,
      { targetId: id, ...reading },
      async () => undefined,
    );
    const sources = this.sources.get(service) ?? new Map();
    this.sources.set(service, sources);
    const stale = unreadable && sources.get(series)?.get(unreadable);
    const kept = stale ? [...read, stale] : read;
    sources.set(series, new Map(kept.map(one => [one.path, one])));
  }

  /** The same sources in a database that never saw others. */
  async afresh(knex: Knex): Promise<Organization> {
    const fresh = new Organization(knex);
    await fresh.compare(...this.catalog);
    for (const service of this.catalog) {
      for (const [series, manifests] of this.sources.get(service) ?? []) {
        await fresh.read(service, series, [...manifests.values()]);
      }
    }
    return fresh;
  }

  /** Licenses of all that is used, with the reason, and what services count. */
  async licenses() {
    const present = [...this.catalog];
    const components = await this.knex('components as c')
      .join('licenses as l', 'l.id', 'c.license_id')
      .whereIn(
        'c.id',
        this.knex('target_components as link')
          .join('targets as t', 't.id', 'link.target_id')
          .whereIn('t.name', present)
          .select('link.component_id'),
      )
      .select('c.id', 'c.purl', 'l.state', 'l.expression', 'l.candidates');
    const results = await resultsOf(
      this.knex,
      components.map(row => Number(row.id)),
    );
    const counts = await this.knex('target_licenses as tl')
      .join('targets as t', 't.id', 'tl.target_id')
      .join('licenses as l', 'l.id', 'tl.license_id')
      .whereIn('t.name', present)
      .select('t.name', 'l.key', 'tl.shipped', 'tl.development', 'tl.pending');
    return {
      components: components
        .map(({ id, ...row }) => ({
          ...row,
          reason: results.get(Number(id))!.reason,
        }))
        .sort((a, b) => (a.purl < b.purl ? -1 : 1)),
      counts: counts.map(row => JSON.stringify(row)).sort(),
    };
  }
}

/** As a new database; making one takes longer than the test. */
async function empty(knex: Knex) {
  for (const table of ['targets', 'components', 'packages', 'license_texts']) {
    await knex(table).delete();
  }
}

const component = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    license: fc.constantFrom(
      ...['MIT', 'The MIT License', 'ISC', 'BSD', 'our own', undefined],
    ),
    scope: fc.constantFrom('runtime' as const, 'development' as const),
  })
  .map(({ name, ...rest }) => npm(name, '1.0.0', rest));
const components = fc.uniqueArray(component, {
  selector: one => one.purl,
  maxLength: 3,
});
const manifests = fc
  .tuple(fc.option(components), fc.option(components))
  .map(([top, web]) => [
    ...(top ? [lockFile('package-lock.json', ...top)] : []),
    ...(web ? [lockFile('web/package-lock.json', ...web)] : []),
  ]);

type Step = (organization: Organization) => Promise<unknown>;

const scan = (service: fc.Arbitrary<Service>): fc.Arbitrary<Step> =>
  fc
    .tuple(
      service,
      fc.constantFrom('', '', 'ci', 'release'),
      manifests,
      fc.option(fc.constantFrom('package-lock.json', 'web/package-lock.json'), {
        nil: undefined,
        freq: 4,
      }),
    )
    .map(
      ([of, series, read, unreadable]): Step =>
        async organization => {
          if (!organization.catalog.has(of)) return;
          if (series === '') {
            await organization.read(of, series, read, unreadable);
            return;
          }
          const uploaded = read.map(one => ({
            ...one,
            path: `upload:${series}/${one.path}`,
          }));
          await organization.read(of, series, uploaded);
        },
    );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: scan(fc.constantFrom(...services)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(...services.map(service => scan(fc.constant(service))))
      .map(
        (together): Step =>
          organization =>
            Promise.all(together.map(run => run(organization))),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.subarray([...services], { minLength: 1 }).map(
      (present): Step =>
        organization =>
          organization.compare(...present),
    ),
  },
);

describe.each(databaseIds)('what manifests claim on %p', id => {
  let organization: Organization;
  let knex: Knex;

  const mit = npm('a', '1.0.0', { license: 'MIT' });
  const isc = npm('a', '1.0.0', { license: 'ISC' });
  const silent = npm('a', '1.0.0');
  const lock = (...some: ReturnType<typeof npm>[]) => [
    lockFile('package-lock.json', ...some),
  ];
  const stateOfA = async () =>
    (await licenseOf(knex, 'pkg:npm/a@1.0.0'))?.expression ??
    (await licenseOf(knex, 'pkg:npm/a@1.0.0'))?.state;

  const start = async () => {
    knex = await createLicensing(id);
    organization = new Organization(knex);
    await organization.compare(...services);
  };

  it('holds as long as one of them says it', async () => {
    await start();
    await organization.read('one', '', lock(mit));
    await organization.read('two', '', lock(mit));
    await organization.read('three', '', lock(isc));
    expect(await stateOfA()).toBe('conflicting');
    await organization.read('one', '', lock(silent));
    expect(await stateOfA()).toBe('conflicting');
    await organization.read('two', '', []);
    expect(await stateOfA()).toBe('ISC');
    await organization.read('three', '', lock(silent));
    expect(await stateOfA()).toBe('unknown');
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
  });

  it('holds as long as one that says it is in the catalog', async () => {
    await start();
    await organization.read('one', '', lock(mit));
    await organization.read('two', 'ci', lock(isc));
    await organization.compare('two', 'three');
    expect(await stateOfA()).toBe('ISC');
    await organization.compare(...services);
    expect(await stateOfA()).toBe('conflicting');
  });

  it('stays of a package that nothing uses, until something does', async () => {
    await start();
    await organization.read('one', '', lock(mit));
    await organization.read('one', '', []);
    expect(await stateOfA()).toBe('MIT');
    await organization.read('two', '', lock(isc));
    expect(await stateOfA()).toBe('ISC');
  });

  it('is told as it was known at a time', async () => {
    await start();
    await organization.read('one', '', lock(mit));
    const { id: componentId } = (await knex('components').first('id'))!;
    await knex('component_licenses').update({ recorded_at: new Date(1e12) });
    await organization.read('one', '', lock(isc));
    const at = async (time?: Date) =>
      (await licensesAsOf(knex, [Number(componentId)], time)).get(
        Number(componentId),
      )?.expression;
    expect(await at(new Date(1e12 + 1))).toBe('MIT');
    expect(await at(new Date(Date.now() + 1000))).toBe('ISC');
    expect(await at()).toBe('ISC');
    expect(await knex('component_licenses')).toHaveLength(2);
  });

  it('leaves nothing to settle, and writes nothing when read again', async () => {
    await start();
    await organization.read('one', '', lock(mit));
    await organization.read('two', '', lock(mit));
    const before = await knex('component_licenses');
    await organization.read('two', '', lock(mit));
    await organization.read('two', '', lock(silent));
    expect(await knex('license_updates')).toEqual([]);
    expect(await knex('component_licenses')).toEqual(before);
  });

  it('makes the same licenses by whatever way one came to them', async () => {
    await start();
    const other = await createLicensing(id);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 12 }),
        async steps => {
          await Promise.all([empty(knex), empty(other)]);
          organization = new Organization(knex);
          await organization.compare(...services);
          for (const run of steps) await run(organization);
          const fresh = await organization.afresh(other);
          expect(await organization.licenses()).toEqual(await fresh.licenses());
          expect(await knex('license_updates')).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
