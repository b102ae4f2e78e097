import { lockFile, npm } from '../../__testUtils__/organization';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
  storeScanOf,
} from '../../__testUtils__/organization';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { storeAdvisories } from './storeAdvisories';

const NOW = new Date('2026-02-01T00:00:00Z');

describe.each(databaseIds)('advisories on %p', id => {
  async function scannedService() {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, 'component:default/shop', [
      lockFile(
        'package-lock.json',
        npm('lodash', '4.17.15'),
        npm('ms', '2.0.0'),
      ),
    ]);
    return knex;
  }

  it('finds what a new record says of stored components, with no scan', async () => {
    const knex = await scannedService();
    expect(await allFindings(knex)).toEqual([]);

    const stored = await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
        advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '1.0.0'),
        advisory('GHSA-cccc-cccc-cccc', 'unused', '9.9.9'),
      ],
      NOW,
    );

    expect(stored).toMatchObject({ changed: 3, opened: 1 });
    expect(await allFindings(knex)).toEqual([
      {
        entity: 'component:default/shop',
        advisory: 'GHSA-aaaa-aaaa-aaaa',
        package: 'lodash',
        state: 'open',
        reason: null,
      },
    ]);
    expect(await knex('scans').count('* as count')).toEqual([
      { count: id === 'SQLITE_3' ? 1 : '1' },
    ]);
    const target = await knex('targets').first('open_critical');
    expect(target!.open_critical).toBe(1);
  });

  it('matches stored records when a component arrives later', async () => {
    const knex = await createDatabase(id);
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      NOW,
    );
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', npm('lodash', '4.17.15')),
    ]);
    expect(await allFindings(knex)).toHaveLength(1);
  });

  it('keeps one finding for a vulnerability that several records name', async () => {
    const knex = await scannedService();
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
          aliases: ['CVE-2021-0001'],
        }),
        advisory('OTHER-1', 'lodash', '4.17.19', {
          aliases: ['CVE-2021-0001'],
        }),
      ],
      NOW,
    );
    expect((await allFindings(knex)).map(f => f.advisory)).toEqual([
      'CVE-2021-0001',
    ]);
  });

  it('merges findings when two vulnerabilities turn out to be one, keeping the first sight', async () => {
    const knex = await scannedService();
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      NOW,
    );
    const [{ fingerprint }] = await knex('findings').select('fingerprint');
    const later = new Date('2026-03-01T00:00:00Z');
    await storeAdvisories(
      knex,
      'test',
      [advisory('OTHER-1', 'lodash', '4.17.19')],
      later,
    );
    expect(await allFindings(knex)).toHaveLength(2);

    await storeAdvisories(
      knex,
      'test',
      [
        advisory('OTHER-1', 'lodash', '4.17.19', {
          modified: '2026-03-02T00:00:00Z',
          aliases: ['GHSA-aaaa-aaaa-aaaa'],
        }),
      ],
      new Date('2026-03-03T00:00:00Z'),
    );

    expect(await allFindings(knex)).toHaveLength(1);
    const kept = await knex('findings').first();
    expect(new Date(kept!.first_seen_at)).toEqual(NOW);
    expect(kept!.fingerprint).toBe(fingerprint);
    expect(await knex('vulnerabilities').select('key')).toEqual([
      { key: 'GHSA-aaaa-aaaa-aaaa' },
    ]);
    const kinds = await knex('finding_events').orderBy('id').pluck('kind');
    expect(kinds).toEqual(['opened', 'opened', 'merged']);
  });

  it('parts a vulnerability whose records no longer name each other', async () => {
    const knex = await scannedService();
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
        advisory('OTHER-1', 'lodash', '4.17.19', {
          aliases: ['GHSA-aaaa-aaaa-aaaa'],
        }),
      ],
      NOW,
    );
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('OTHER-1', 'lodash', '4.17.19', {
          modified: '2026-03-02T00:00:00Z',
        }),
      ],
      NOW,
    );
    expect((await allFindings(knex)).map(f => f.advisory)).toEqual([
      'GHSA-aaaa-aaaa-aaaa',
      'OTHER-1',
    ]);
  });

  it('resolves the finding of a withdrawn record, and reopens the same one', async () => {
    const knex = await scannedService();
    const record = advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21');
    await storeAdvisories(knex, 'test', [record], NOW);
    const withdrawn = {
      ...record,
      modified: '2026-03-01T00:00:00Z',
      withdrawn: '2026-03-01T00:00:00Z',
    };
    await storeAdvisories(knex, 'test', [withdrawn], NOW);
    expect(await allFindings(knex)).toMatchObject([
      { state: 'resolved', reason: 'withdrawn' },
    ]);

    await storeAdvisories(
      knex,
      'test',
      [{ ...record, modified: '2026-04-01T00:00:00Z' }],
      NOW,
    );
    expect(await allFindings(knex)).toMatchObject([
      { state: 'open', reason: null },
    ]);
    expect(await knex('findings').pluck('reopened')).toEqual([1]);
  });

  it('resolves what a narrowed range no longer names', async () => {
    const knex = await scannedService();
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      NOW,
    );
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.15', {
          modified: '2026-03-01T00:00:00Z',
        }),
      ],
      NOW,
    );
    expect(await allFindings(knex)).toMatchObject([
      { state: 'resolved', reason: 'no-longer-affected' },
    ]);
  });

  it('keeps the newer of two versions of a record, whichever comes last', async () => {
    const knex = await scannedService();
    const old = advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21');
    const newer = { ...old, modified: '2026-05-01T00:00:00Z', summary: 'New' };
    await storeAdvisories(knex, 'one', [newer], NOW);
    const again = await storeAdvisories(knex, 'two', [old], NOW);
    expect(again.changed).toBe(0);
    expect(await knex('vulnerabilities').pluck('summary')).toEqual(['New']);
  });

  it('gives the same vulnerabilities and findings in whatever order records come', async () => {
    const records = [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
        aliases: ['CVE-2021-0001'],
      }),
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
      advisory('OTHER-1', 'lodash', '4.17.19', { aliases: ['CVE-2021-0001'] }),
      advisory('OTHER-2', 'ms', '2.0.1', {
        aliases: ['GHSA-bbbb-bbbb-bbbb', 'CVE-2020-0002'],
      }),
    ];
    const results = [];
    for (const order of [records, [...records].reverse()]) {
      const knex = await scannedService();
      for (const record of order) {
        await storeAdvisories(knex, 'test', [record], NOW);
      }
      results.push(await allFindings(knex));
    }
    expect(results[0].map(f => f.advisory)).toEqual([
      'CVE-2020-0002',
      'CVE-2021-0001',
    ]);
    expect(results[1]).toEqual(results[0]);
  });
});
