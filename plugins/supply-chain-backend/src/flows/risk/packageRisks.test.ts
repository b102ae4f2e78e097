import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  letAnswersAge,
  refresherOf,
  TableSource,
} from '../../__testUtils__/licensing';
import { testOptions } from '../../__testUtils__/scanning';
import { listFindings } from '../../views/findings/listFindings';
import { listReports } from '../../views/reports/listReports';
import {
  directory,
  lock,
  replicaWith,
} from '../scan/__testUtils__/scannedShop';
import { PackageRisks } from './PackageRisks';

jest.setTimeout(60_000);

const never = new AbortController().signal;

/** Does what the task does. */
async function inStep(knex: Knex, packages: object = {}, now = new Date()) {
  const options = testOptions({ packages });
  const risks = new PackageRisks({
    knex,
    logger: mockServices.logger.mock(),
    packages: options.packages,
  });
  await risks.bringInStep(new AbortController().signal, now);
}

/** All findings about packages, as `rule package severity state`. */
async function found(knex: Knex) {
  const { items } = await listFindings(
    knex,
    {
      kind: ['package-risk'],
      state: ['open', 'dismissed', 'resolved'],
      limit: 100,
    },
    {},
  );
  return items
    .map(one =>
      [
        one.advisory.split('/')[1],
        one.package || one.place?.path,
        one.severity,
        one.state,
      ].join(' '),
    )
    .sort();
}

async function reports(knex: Knex) {
  const { id } = (await knex('targets').first('id'))!;
  return (await listReports(knex, Number(id))).filter(
    ({ tool }) => tool === 'safety-curtain-packages',
  );
}

describe.each(databaseIds)('what is wrong with packages, on %s', id => {
  beforeEach(() => {
    directory.clear();
    directory.addContent({
      'shop/package-lock.json': lock({ lodahs: '1.0.0', express: '4.0.0' }),
    });
  });

  it('becomes findings, which follow the lock file', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await inStep(knex);
    expect(await found(knex)).toEqual(['similar-name lodahs high open']);
    expect(await reports(knex)).toMatchObject([
      { results: 1, openFindings: 1, origin: 'native' },
    ]);

    directory.addContent({
      'shop/package-lock.json': lock({ lodash: '4.17.21', express: '4.0.0' }),
    });
    await scan();
    // Another inspection of the source forgets nothing of it.
    expect(await reports(knex)).toHaveLength(1);
    await inStep(knex);
    expect(await found(knex)).toEqual(['similar-name lodahs high resolved']);
    await replica.close();
  });

  it('writes nothing where nothing has changed', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    const first = new Date('2026-12-01T00:00:00Z');
    await inStep(knex, {}, first);
    const before = await knex('tool_reports').orderBy('id');
    await inStep(knex, {}, new Date('2026-12-02T00:00:00Z'));
    expect(await knex('tool_reports').orderBy('id')).toEqual(before);
    expect(await knex('risk_updates')).toEqual([]);
    expect(await knex('risk_targets')).toEqual([]);
    await replica.close();
  });

  it('is told otherwise once rules are others, and let be until an end', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await inStep(knex, { rules: [{ id: 'similar-name', severity: 'low' }] });
    expect(await found(knex)).toEqual(['similar-name lodahs low open']);
    const allow = [
      { package: 'npm:lodahs', until: '2027-01-01', reason: 'ours' },
    ];
    const at = (day: string) => inStep(knex, { allow }, new Date(day));
    await at('2026-12-31');
    expect(await found(knex)).toEqual(['similar-name lodahs low resolved']);
    expect((await reports(knex))[0].notices).toContain(
      'Let be by supplyChain.packages.allow: 1',
    );
    await at('2027-01-02');
    expect(await found(knex)).toEqual(['similar-name lodahs high open']);
    await replica.close();
  });

  it('is forgotten once packages are not judged any more', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await inStep(knex);
    await inStep(knex, { enabled: false });
    expect(await found(knex)).toEqual(['similar-name lodahs high resolved']);
    expect(await reports(knex)).toEqual([]);
    expect(await knex('component_risks')).toEqual([]);
    await inStep(knex);
    expect(await found(knex)).toEqual(['similar-name lodahs high open']);
    await replica.close();
  });

  it('follows what registries say, and is over once nothing is new any more', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await inStep(knex);
    expect((await reports(knex))[0].notices).toEqual([
      'No registry is asked about packages of npm: nothing is said of their releases (supplyChain.licenses.sources)',
    ]);

    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000);
    const source = new TableSource('npm', {
      'express@4.0.0': {
        publishedAt: day(1),
        deprecated: 'no longer mended',
        release: { attested: false, attestedBefore: true, installScript: true },
      },
      'lodahs@1.0.0': { publishedAt: day(1000) },
    });
    source.firstPublishedAt = day(1000);
    await (await refresherOf(knex, [source])).refresh(never);
    await inStep(knex);
    expect(await found(knex)).toEqual([
      'attestation-gone express high open',
      'deprecated express low open',
      'new-release express low open',
      // It has been there for years.
      'similar-name lodahs high resolved',
    ]);

    await inStep(knex, {}, day(-3));
    expect(await found(knex)).toContain('new-release express low resolved');
    expect(await found(knex)).toContain('attestation-gone express high open');
    await replica.close();
  });

  it('tells of a hash that differs from that of the registry, where it is', async () => {
    const sri = (byte: number) =>
      `sha512-${Buffer.alloc(64, byte).toString('base64')}`;
    const lockWith = (integrity?: string) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { left: '1', right: '1' } },
          'node_modules/left': { version: '1.0.0', integrity },
          'node_modules/right': { version: '1.0.0', integrity: sri(9) },
        },
      });
    directory.addContent({
      'shop/package-lock.json': lockWith(sri(1)),
      'shop/web/package-lock.json': lockWith(sri(2)),
    });
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await inStep(knex);
    const places = async () =>
      (await listFindings(knex, { kind: ['package-risk'], limit: 9 }, {})).items
        .map(one => `${one.package} ${one.severity} ${one.place?.path}`)
        .sort();
    expect(await places()).toEqual(['left critical web/package-lock.json']);

    const source = new TableSource('npm', {
      'left@1.0.0': { release: { integrity: sri(2) } },
      'right@1.0.0': { release: { integrity: sri(9) } },
    });
    await (await refresherOf(knex, [source])).refresh(never);
    await inStep(knex);
    expect(await places()).toEqual(['left critical package-lock.json']);

    directory.addContent({ 'shop/package-lock.json': lockWith(sri(2)) });
    await scan();
    await inStep(knex);
    expect(await places()).toEqual([]);

    const other = lockWith(sri(2)).replace(sri(9), sri(8));
    directory.addContent({ 'shop/package-lock.json': other });
    await scan();
    await inStep(knex);
    expect(await places()).toEqual(['right critical package-lock.json']);
    await replica.close();
  });

  it('is judged again where registries say something else, and only there', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    const source = new TableSource('npm', {
      'express@4.0.0': { release: { installScript: true, yanked: false } },
      'lodahs@1.0.0': {},
    });
    const refresher = await refresherOf(knex, [source]);
    await refresher.refresh(never);
    await inStep(knex);
    await letAnswersAge(knex);
    source.asked.length = 0;
    await refresher.refresh(never);
    expect(source.asked).toHaveLength(2);
    expect(await knex('risk_updates')).toEqual([]);

    await letAnswersAge(knex);
    source.table['express@4.0.0'] = { release: { yanked: true } };
    await refresher.refresh(never);
    await inStep(knex);
    expect(await found(knex)).toContain('yanked express medium open');
    await replica.close();
  });

  it('tells of own names that a lock file fetches from a public registry', async () => {
    directory.addContent({
      'shop/package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { '@acme/ui': '1', '@acme/api': '1' } },
          'node_modules/@acme/ui': {
            version: '9.9.9',
            resolved: 'https://registry.npmjs.org/@acme/ui/-/ui-9.9.9.tgz',
          },
          'node_modules/@acme/api': {
            version: '1.0.0',
            resolved: 'https://npm.acme.example/@acme/api/-/api-1.0.0.tgz',
          },
        },
      }),
    });
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await inStep(knex, {
      own: {
        packages: ['npm:@acme/*'],
        registries: ['https://npm.acme.example/'],
      },
    });
    expect(await found(knex)).toEqual([
      'own-name-from-elsewhere @acme/ui critical open',
    ]);
    await replica.close();
  });
});
