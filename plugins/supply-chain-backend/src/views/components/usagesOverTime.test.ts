import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';
import { readManifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { REAL_TIMERS } from '../../__testUtils__/clock';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  storeScanOf,
} from '../../__testUtils__/organization';
import { listUsages, streamUsages } from './usages';
import { ShortestPaths } from './ShortestPaths';

const WORKFLOW = '.github/workflows/scan.yml';
const PINNED = '57a97c7e7821a5776cebc9bb87c984fa69cba8f1';
const DIGEST =
  'sha256:9a3f5d0b1c2e4f6a8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a';

const workflow = (use: string) =>
  readManifest(
    WORKFLOW,
    `on: push\njobs:\n  scan:\n    steps:\n      - uses: ${use}\n`,
  );

/** A scan at a time: what it found holds since then. */
async function scanAt(
  knex: Knex,
  at: string,
  ref: string,
  ...manifests: Parameters<typeof storeScanOf>[2]
) {
  jest.setSystemTime(new Date(at));
  await storeScanOf(knex, ref, manifests);
}

describe.each(databaseIds)('who used an action or an image on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    jest.useFakeTimers({ doNotFake: REAL_TIMERS });
    jest.setSystemTime(new Date('2026-03-01T08:00:00Z'));
    const names = ['shop', 'blog', 'desk', 'late', 'gone'];
    await addTargets(knex, ...names.map(name => catalogTarget(name)));
    const tagged = workflow('aquasecurity/trivy-action@0.28.0');
    const ref = (name: string) => `component:default/${name}`;
    // Stopped on the 22nd.
    await scanAt(knex, '2026-03-02T08:00:00Z', ref('shop'), tagged);
    await scanAt(
      knex,
      '2026-03-02T08:00:00Z',
      ref('blog'),
      workflow(`aquasecurity/trivy-action@${PINNED} # 0.28.0`),
    );
    await scanAt(
      knex,
      '2026-03-02T08:00:00Z',
      ref('desk'),
      workflow('aquasecurity/trivy-action@master'),
      readManifest(
        'Dockerfile',
        `FROM node:22-alpine@${DIGEST}\nRUN true\nFROM aquasec/trivy:0.69.4\n`,
      ),
    );
    await scanAt(knex, '2026-03-05T08:00:00Z', ref('gone'), tagged);
    await knex('targets')
      .where('name', 'gone')
      .update({ removed_at: new Date('2026-03-21T08:00:00Z') });
    await scanAt(knex, '2026-03-22T10:00:00Z', ref('shop'));
    await scanAt(knex, '2026-04-01T08:00:00Z', ref('late'), tagged);
    jest.useRealTimers();
  });
  const ask = async (filter: UsageFilter) => {
    const { items } = await listUsages(knex, filter, {});
    return items
      .map(u =>
        [u.targetName, u.version, u.pinnedTo ?? u.pinned, u.until].join(' '),
      )
      .sort();
  };
  const trivy = { package: ['aquasecurity/trivy-action'] };
  const attack = { from: '2026-03-19', to: '2026-03-22' };

  it('finds whoever used a tag in a window, and tells apart who names a commit', async () => {
    expect(await ask({ ...trivy, ...attack, versions: '0.28.0' })).toEqual([
      `blog 0.28.0 ${PINNED} `,
      'gone 0.28.0 false 2026-03-21T08:00:00.000Z',
      'shop 0.28.0 false 2026-03-22T10:00:00.000Z',
    ]);
    expect(await ask({ ...trivy, versions: '0.28.0' })).toEqual([
      `blog 0.28.0 ${PINNED} `,
      'late 0.28.0 false ',
    ]);
    expect(
      await ask({ ...trivy, from: '2026-03-23', to: '2026-03-31' }),
    ).toEqual([`blog 0.28.0 ${PINNED} `, 'desk master false ']);
  });

  it('finds branches, commits, tags and digests by name', async () => {
    expect(await ask({ ...trivy, versions: 'master' })).toEqual([
      'desk master false ',
    ]);
    expect(await ask({ ...trivy, versions: `${PINNED}` })).toEqual([
      `blog 0.28.0 ${PINNED} `,
    ]);
    expect(await ask({ ...trivy, versions: '0.28.* master' })).toHaveLength(3);
    expect(
      await ask({ package: ['aquasec/trivy'], versions: '0.69.4' }),
    ).toEqual(['desk 0.69.4 false ']);
    expect(await ask({ package: ['node'], versions: '22-*' })).toEqual([
      `desk 22-alpine ${DIGEST} `,
    ]);
    expect(await ask({ package: ['node'], versions: DIGEST })).toHaveLength(1);
    expect(await ask({ package: ['node'], versions: '21' })).toEqual([]);
  });

  it('finds them by package URL, whatever stands for the version', async () => {
    const purl = 'pkg:githubactions/aquasecurity/trivy-action';
    expect(await ask({ purl: [`${purl}@master`] })).toHaveLength(1);
    expect(await ask({ purl: [`${purl}@${PINNED}`] })).toHaveLength(1);
    expect(await ask({ purl: [`${purl}@0.28.0`], ...attack })).toHaveLength(3);
    expect(await ask({ purl: ['pkg:docker/node@22-alpine'] })).toHaveLength(1);
  });

  it('says how names were understood', async () => {
    const page = await listUsages(knex, { ...trivy, versions: 'master' }, {});
    expect(page.versions).toEqual({
      readings: [{ ecosystems: ['GitHub Actions'], text: 'named master' }],
      notRead: [],
      uncompared: 0,
    });
    await expect(ask({ ...trivy, versions: '>=' })).rejects.toThrow(
      /GitHub Actions version ranges look like/,
    );
  });

  it('counts, pages and streams the same, with the file and both times', async () => {
    const filter = { ...trivy, ...attack, versions: '0.28.0' };
    const page = await listUsages(knex, { ...filter, limit: 1 }, {});
    expect(page).toMatchObject({
      total: { count: 3 },
      services: { count: 3 },
    });
    const paths = new ShortestPaths(knex, archiveOf(knex));
    const streamed = [];
    for await (const one of streamUsages(knex, filter, {}, paths)) {
      streamed.push(one);
    }
    expect(streamed).toHaveLength(3);
    expect(streamed.find(one => one.targetName === 'shop')).toMatchObject({
      manifest: WORKFLOW,
      pinned: false,
      since: '2026-03-02T08:00:00.000Z',
      until: '2026-03-22T10:00:00.000Z',
    });
    expect(streamed.find(one => one.targetName === 'gone')).toMatchObject({
      removedFromCatalog: true,
    });
  });

  it('refuses a window that ends before it begins', async () => {
    await expect(
      ask({ ...trivy, from: '2026-03-22', to: '2026-03-19' }),
    ).rejects.toThrow('`from` is later than `to`');
  });
});
