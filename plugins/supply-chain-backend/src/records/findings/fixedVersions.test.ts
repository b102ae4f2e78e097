import type { Knex } from 'knex';
import { NO_POLICIES } from '../../__testUtils__/triage';
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
import { readFinding } from '../../views/findings/findingDetail';
import { listFindings } from '../../views/findings/listFindings';
import { readOverview } from '../../views/overview/overview';

const events = (...list: [string, string][]) => ({
  affected: [
    {
      package: { ecosystem: 'npm', name: 'a' },
      ranges: [
        {
          type: 'SEMVER' as const,
          events: list.map(([kind, version]) => ({ [kind]: version })),
        },
      ],
    },
  ],
});

describe.each(databaseIds)('the fixed version of a finding on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', npm('a', '1.0.0')),
    ]);
  });

  async function fixed(...records: ReturnType<typeof advisory>[]) {
    await storeAdvisories(knex, 'test', records, new Date());
    const { items } = await listFindings(knex, {}, {});
    expect(items).toHaveLength(1);
    const detail = await readFinding(knex, items[0].id, {}, NO_POLICIES);
    return [items[0].fixedVersions, detail.upgrade?.to];
  }

  it('is what all records agree on', async () => {
    expect(
      await fixed(
        advisory('GHSA-1', 'a', '1.2.0', { aliases: ['CVE-1'] }),
        advisory('TEST-1', 'a', '1.2.0', { aliases: ['CVE-1'] }),
      ),
    ).toEqual([['1.2.0'], '1.2.0']);
  });

  it('is free of every record that knows a fix', async () => {
    expect(
      await fixed(
        advisory('GHSA-1', 'a', '2.0.5', { aliases: ['CVE-1'] }),
        advisory('TEST-1', 'a', undefined, {
          aliases: ['CVE-1'],
          ...events(
            ['introduced', '0'],
            ['fixed', '1.2.5'],
            ['introduced', '2.0.0'],
            ['fixed', '2.1.0'],
          ),
        }),
        advisory('OTHER-1', 'a', undefined, { aliases: ['CVE-1'] }),
      ),
    ).toEqual([['2.1.0'], '2.1.0']);
  });

  it('stands beside the version that is clear of all vulnerabilities of the package', async () => {
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-1', 'a', '1.2.0'),
        advisory('GHSA-2', 'a', undefined, {
          ...events(['introduced', '1.1.0'], ['fixed', '1.4.0']),
        }),
        advisory('GHSA-3', 'a', undefined, {
          ...events(['introduced', '1.4.0'], ['fixed', '1.5.0']),
          withdrawn: '2026-01-02T00:00:00Z',
        }),
      ],
      new Date(),
    );
    const { items } = await listFindings(knex, {}, {});
    expect(items).toMatchObject([
      {
        fixedVersions: ['1.2.0'],
        clearVersions: ['1.4.0'],
        manifests: ['package-lock.json'],
      },
    ]);
    expect(
      (await readFinding(knex, items[0].id, {}, NO_POLICIES)).upgrade,
    ).toEqual({
      package: 'a',
      from: ['1.0.0'],
      to: '1.4.0',
      fixed: '1.2.0',
      overrides: [],
    });
  });

  it('comes with an override where the package comes in through others', async () => {
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', npm('a', '1.0.0', { direct: false })),
      lockFile('web/package-lock.json', npm('a', '1.0.0')),
    ]);
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-1', 'a', '1.2.0')],
      new Date(),
    );
    const { items } = await listFindings(knex, {}, {});
    const { upgrade } = await readFinding(knex, items[0].id, {}, NO_POLICIES);
    expect(upgrade?.overrides.map(({ file }) => file)).toEqual([
      'package.json',
    ]);
    expect(JSON.parse(upgrade!.overrides[0].text)).toEqual({
      overrides: { a: '1.2.0' },
    });
  });

  it('is counted when a record learns of it', async () => {
    const fixable = async () =>
      (await readOverview(knex, {}, new Date(0))).fixable;
    await fixed(advisory('GHSA-1', 'a', undefined));
    expect(await fixable()).toBe(0);
    await fixed(
      advisory('GHSA-1', 'a', '2.0.0', { modified: '2026-02-01T00:00:00Z' }),
    );
    expect(await fixable()).toBe(1);
  });

  it('is none where no fix is free of all', async () => {
    expect(
      await fixed(
        advisory('GHSA-1', 'a', '1.4.0', { aliases: ['CVE-1'] }),
        advisory('TEST-1', 'a', undefined, {
          aliases: ['CVE-1'],
          ...events(
            ['introduced', '0'],
            ['fixed', '1.2.0'],
            ['introduced', '1.3.0'],
          ),
        }),
      ),
    ).toEqual([[], undefined]);
  });
});
