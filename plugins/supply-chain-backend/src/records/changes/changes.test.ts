import type { Knex } from 'knex';
import type { SourceTree } from '@safety-curtain/policy';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { listChanges } from '../../views/changes/listChanges';
import { sourceChanges } from './sourceChanges';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';

describe.each(databaseIds)('changes of services on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('shop'),
      catalogTarget('blog', { owners: ['group:default/other'] }),
    );
  });

  const scan = (entityRef: string, ...packages: ReturnType<typeof npm>[]) =>
    storeScanOf(knex, entityRef, [lockFile('package-lock.json', ...packages)]);
  const changes = async (query = {}, targets = {}) => {
    const { items } = await listChanges(knex, query, targets);
    return items.map(({ id: _, at: __, targetName: ___, ...item }) => item);
  };

  it('are new packages and new majors, but not how a service begins', async () => {
    await scan(BLOG, npm('ms', '1.0.0'));
    await scan(SHOP, npm('a', '1.0.0'), npm('b', '1.0.0'));
    expect(await changes()).toEqual([]);
    await scan(
      SHOP,
      npm('a', '2.0.0'),
      npm('b', '1.1.0'),
      npm('c', '1.0.0'),
      npm('ms', '2.0.0'),
    );
    expect(await changes()).toEqual(
      expect.arrayContaining([
        {
          entityRef: SHOP,
          kind: 'dependency-added',
          subject: 'c',
          ecosystem: 'npm',
          after: '1.0.0',
          firstUse: true,
        },
        {
          entityRef: SHOP,
          kind: 'dependency-added',
          subject: 'ms',
          ecosystem: 'npm',
          after: '2.0.0',
        },
        {
          entityRef: SHOP,
          kind: 'major-upgrade',
          subject: 'a',
          ecosystem: 'npm',
          before: '1.0.0',
          after: '2.0.0',
        },
      ]),
    );
    expect(await changes()).toHaveLength(3);
  });

  it('are none where only files, scopes or minor versions differ', async () => {
    await scan(SHOP, npm('a', '1.0.0'), npm('b', '1.0.0'));
    await storeScanOf(knex, SHOP, [
      lockFile(
        'web/package-lock.json',
        npm('a', '1.0.0', { scope: 'development' }),
        npm('b', '1.0.1'),
      ),
    ]);
    await scan(SHOP, npm('a', '1.0.0'), npm('b', '1.0.1'));
    expect(await changes()).toEqual([]);
  });

  it('are lock files that are gone', async () => {
    const locked = { lock: { locked: true } };
    await storeScanOf(knex, SHOP, [
      { ...lockFile('package-lock.json', npm('a', '1.0.0')), ...locked },
      lockFile('pom.xml', npm('a', '1.0.0')),
    ]);
    await storeScanOf(knex, SHOP, [lockFile('b.lock', npm('a', '1.0.0'))]);
    expect(await changes()).toEqual([
      { entityRef: SHOP, kind: 'lock-file-gone', subject: 'package-lock.json' },
    ]);
  });

  it('are filtered and paged', async () => {
    await scan(SHOP, npm('a', '1.0.0'));
    await scan(BLOG, npm('a', '1.0.0'));
    await scan(SHOP, npm('a', '2.0.0'), npm('c', '1.0.0'));
    await scan(BLOG, npm('a', '1.0.0'), npm('c', '1.0.0'));
    const subjects = async (query = {}, targets = {}) =>
      (await changes(query, targets)).map(one => `${one.kind} ${one.subject}`);
    expect(await subjects({}, { owner: ['group:default/other'] })).toEqual([
      'dependency-added c',
    ]);
    expect(await subjects({ kind: ['major-upgrade'] })).toEqual([
      'major-upgrade a',
    ]);
    expect(await subjects({ firstUse: true })).toHaveLength(1);
    expect(await subjects({ since: '2999-01-01' })).toEqual([]);
    const first = await listChanges(knex, { limit: 2 }, {});
    expect(first).toMatchObject({ total: { count: 3 }, items: [{}, {}] });
    const cursor = first.nextCursor;
    const rest = await listChanges(knex, { limit: 2, cursor }, {});
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeUndefined();
  });
});

describe('changes of files that configure security', () => {
  const WORKFLOW = '.github/workflows/build.yml';
  const tree = (
    texts: Record<string, string>,
    change: Partial<SourceTree> = {},
  ): SourceTree => ({
    paths: Object.keys(texts),
    texts: new Map(Object.entries(texts)),
    complete: true,
    ...change,
  });

  it('are those that are new, changed or gone', () => {
    const before = tree({ [WORKFLOW]: 'a', Dockerfile: 'a', 'a.sh': 'a' });
    const after = tree({ [WORKFLOW]: 'b', 'renovate.json': '{}', 'a.sh': 'b' });
    expect(sourceChanges(1, before, after)).toEqual([
      {
        targetId: 1,
        kind: 'workflow-changed',
        subject: WORKFLOW,
        detail: 'changed',
      },
      {
        targetId: 1,
        kind: 'dockerfile-changed',
        subject: 'Dockerfile',
        detail: 'removed',
      },
      {
        targetId: 1,
        kind: 'update-tool-changed',
        subject: 'renovate.json',
        detail: 'added',
      },
    ]);
  });

  it('are not guessed where a limit cut the source off', () => {
    const some = tree({ Dockerfile: 'a' });
    const cut = tree({}, { complete: false });
    expect(sourceChanges(1, some, cut)).toEqual([]);
    expect(sourceChanges(1, cut, some)).toEqual([]);
  });
});
