import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  allIssues,
  createLicensing,
  decide,
  licenseCounts,
  licenseEffects,
  licenseOf,
} from '../../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { moveDecision } from '../../records/decisions/decisionStore';
import { licensesAsOf } from '../../views/licenses/asOf';
import { readLicensedComponent } from '../../views/licenses/componentDetail';
import { endCurations } from '../../records/licenses/curations';
import { listLicenseIssues } from '../../views/licenses/licenseIssues';
import { readLicenseOverview } from '../../views/licenses/overview';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';
const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

async function scan(
  knex: Knex,
  entityRef: string,
  ...components: ReturnType<typeof npm>[]
) {
  await storeScanOf(knex, entityRef, [
    lockFile('package-lock.json', ...components),
  ]);
}

async function revoke(knex: Knex, id: number | string, now = new Date()) {
  await knex.transaction(trx =>
    moveDecision(
      trx,
      String(id),
      'revoke',
      { who: 'user:default/curator' },
      licenseEffects,
      now,
    ),
  );
}

const curation = (purl: string, verdict: string, endsAt?: Date) =>
  ({
    subject: 'license-curation',
    scope: { kind: 'organization' },
    about: { purl },
    verdict,
    reason: 'Its LICENSE file says so',
    endsAt: endsAt?.toISOString(),
  } as const);

describe.each(databaseIds)('curations on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createLicensing(id);
    await addTargets(knex, catalogTarget('shop'), catalogTarget('blog'));
    await scan(
      knex,
      SHOP,
      npm('a', '1.0.0', { license: 'BSD' }),
      npm('a', '2.0.0', { license: 'BSD' }),
      npm('a-b', '1.0.0', { license: 'BSD' }),
    );
  });

  it('settle all versions, and a version before all versions', async () => {
    await decide(knex, curation('pkg:npm/a', 'BSD-3-Clause'));
    await decide(knex, curation('pkg:npm/a@2.0.0', 'GPL-3.0-only'));
    expect(await licenseOf(knex, 'pkg:npm/a@1.0.0')).toMatchObject({
      expression: 'BSD-3-Clause',
    });
    expect(await licenseOf(knex, 'pkg:npm/a@2.0.0')).toMatchObject({
      expression: 'GPL-3.0-only',
    });
    expect((await licenseOf(knex, 'pkg:npm/a-b@1.0.0')).state).toBe(
      'ambiguous',
    );
    expect((await allIssues(knex)).map(issue => issue.purl)).toEqual([
      'pkg:npm/a-b@1.0.0',
      'pkg:npm/a@2.0.0',
    ]);
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
  });

  it('hold for versions that come later, in whatever order', async () => {
    await decide(knex, curation('pkg:npm/a@3.0.0', 'MIT'));
    await decide(knex, curation('pkg:npm/a', 'BSD-3-Clause'));
    await scan(
      knex,
      BLOG,
      npm('a', '3.0.0', { license: 'GPL-3.0-only' }),
      npm('a', '4.0.0'),
    );
    expect((await licenseOf(knex, 'pkg:npm/a@3.0.0')).expression).toBe('MIT');
    expect((await licenseOf(knex, 'pkg:npm/a@4.0.0')).expression).toBe(
      'BSD-3-Clause',
    );
  });

  it('give way to what sources say when they are revoked', async () => {
    const decision = await decide(knex, curation('pkg:npm/a', 'MIT'));
    await revoke(knex, decision.id);
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe('ambiguous');
    const { claims, curations } = await readLicensedComponent(
      knex,
      'pkg:npm/a@1.0.0',
      {},
    );
    expect(claims).toMatchObject([
      { source: 'curation', text: 'MIT', supersededAt: expect.any(String) },
      {
        source: 'lockfile',
        text: 'BSD',
        candidates: ['BSD-2-Clause', 'BSD-3-Clause'],
      },
    ]);
    expect(curations).toMatchObject([
      { state: 'revoked', author: 'user:default/curator' },
    ]);
  });

  it('end by themselves', async () => {
    await decide(knex, curation('pkg:npm/a', 'MIT', inDays(1)));
    await endCurations(knex, new Date());
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe('known');
    await endCurations(knex, inDays(2));
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe('ambiguous');
  });

  it('are known of the days on which they held', async () => {
    const { id: component } = (await knex('components')
      .where('purl', 'pkg:npm/a@1.0.0')
      .first('id'))!;
    const ids = [Number(component)];
    await decide(knex, curation('pkg:npm/a', 'MIT'), inDays(10));
    await decide(knex, curation('pkg:npm/a', 'GPL-3.0-only'), inDays(20));
    const on = async (days: number) =>
      (await licensesAsOf(knex, ids, inDays(days))).get(ids[0]);
    expect(await on(-1)).toEqual({
      state: 'unknown',
      category: 'unclassified',
    });
    expect(await on(5)).toMatchObject({ state: 'ambiguous' });
    expect(await on(15)).toEqual({
      state: 'known',
      expression: 'MIT',
      category: 'permissive',
    });
    expect(await on(25)).toMatchObject({ category: 'strong-copyleft' });
    const now = await licensesAsOf(knex, ids);
    expect(now.get(ids[0])).toMatchObject({ expression: 'GPL-3.0-only' });
  });
});

describe.each(databaseIds)('exceptions on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createLicensing(id);
    await addTargets(
      knex,
      catalogTarget('shop', {
        owners: ['group:default/a', 'group:default/b'],
        systemRef: 'system:default/sales',
      }),
      catalogTarget('blog'),
    );
    for (const ref of [SHOP, BLOG]) {
      await scan(
        knex,
        ref,
        npm('a', '1.0.0', { license: 'AGPL-3.0-only' }),
        npm('a', '2.0.0', { license: 'AGPL-3.0-only' }),
        npm('b', '1.0.0', { license: 'SSPL-1.0' }),
      );
    }
  });

  const except = (
    scope: {
      kind: 'organization' | 'owner' | 'system' | 'entity';
      ref?: string;
    },
    about: { purl?: string; license?: string },
    days = 30,
  ) =>
    decide(knex, {
      subject: 'license-exception',
      scope,
      about,
      reason: 'Replaced next quarter',
      endsAt: inDays(days).toISOString(),
    });
  const open = async () => {
    const { items } = await listLicenseIssues(
      knex,
      { orderBy: 'package', order: 'asc', excepted: false },
      {},
    );
    return items.map(i => `${i.targetName} ${i.name}@${i.version}`).sort();
  };
  const all = [
    'blog a@1.0.0',
    'blog a@2.0.0',
    'blog b@1.0.0',
    'shop a@1.0.0',
    'shop a@2.0.0',
    'shop b@1.0.0',
  ];
  const without = (...gone: string[]) => all.filter(x => !gone.includes(x));

  it.each<[string, Parameters<typeof except>, string[]]>([
    [
      'one version in one entity',
      [{ kind: 'entity', ref: SHOP }, { purl: 'pkg:npm/a@1.0.0' }],
      ['shop a@1.0.0'],
    ],
    [
      'all versions for an owner',
      [{ kind: 'owner', ref: 'group:default/b' }, { purl: 'pkg:npm/a' }],
      ['shop a@1.0.0', 'shop a@2.0.0'],
    ],
    [
      'a license in a system',
      [
        { kind: 'system', ref: 'system:default/sales' },
        { license: 'sspl-1.0' },
      ],
      ['shop b@1.0.0'],
    ],
    [
      'a license everywhere',
      [{ kind: 'organization' }, { license: 'AGPL-3.0-only' }],
      ['blog a@1.0.0', 'blog a@2.0.0', 'shop a@1.0.0', 'shop a@2.0.0'],
    ],
    [
      'a package under another license',
      [{ kind: 'organization' }, { purl: 'pkg:npm/a', license: 'MIT' }],
      [],
    ],
  ])('set aside %s', async (_, [scope, about], gone) => {
    await except(scope, about);
    expect(await open()).toEqual(without(...gone));
    const { total, items } = await listLicenseIssues(
      knex,
      { excepted: true },
      {},
    );
    expect(total.count).toBe(gone.length);
    for (const { exception } of items) {
      expect(exception).toMatchObject({ state: 'active', scope });
    }
    // What is set aside is counted with its verdict, and still listed.
    expect(await readLicenseOverview(knex, {}, new Date())).toMatchObject({
      excepted: { review: 0, deny: gone.length },
      verdicts: { deny: 6 },
    });
    const everything = await listLicenseIssues(knex, {}, {});
    expect(everything.total.count).toBe(6);
    expect(everything.items.filter(item => item.exception)).toHaveLength(
      gone.length,
    );
  });

  it('are told by owner, with how many owners are left out', async () => {
    const shop = await knex('targets').where('name', 'shop').first('id');
    const owners = Array.from({ length: 60 }, (_, i) => ({
      target_id: shop!.id,
      owner_ref: `group:default/more-${i}`,
    }));
    await knex('target_owners').insert(owners);
    const told = await knex('target_owners').distinct('owner_ref');
    const { teams, teamsLeft } = await readLicenseOverview(
      knex,
      {},
      new Date(),
    );
    expect(teams).toHaveLength(50);
    expect(teamsLeft).toBe(told.length - 50);
  });

  it('expire without anything being run, and the one that holds longest counts', async () => {
    await except({ kind: 'organization' }, { purl: 'pkg:npm/a' }, 2);
    const longer = await except(
      { kind: 'organization' },
      { purl: 'pkg:npm/a@1.0.0' },
      9,
    );
    await except({ kind: 'organization' }, { license: 'AGPL-3.0-only' }, 4);
    expect(await open()).toEqual(without(...all.filter(x => x.includes(' a'))));
    jest.useFakeTimers({
      now: inDays(5),
      doNotFake: [
        'nextTick',
        'setImmediate',
        'setTimeout',
        'setInterval',
        'clearTimeout',
        'clearInterval',
        'queueMicrotask',
      ],
    });
    try {
      expect(await open()).toEqual(without('blog a@1.0.0', 'shop a@1.0.0'));
    } finally {
      jest.useRealTimers();
    }
    await revoke(knex, longer.id);
    const { items } = await listLicenseIssues(knex, { excepted: true }, {});
    expect(items).toHaveLength(4);
  });

  it('hold for issues that come later, and no longer when they are revoked', async () => {
    const decision = await except(
      { kind: 'owner', ref: 'group:default/team' },
      { purl: 'pkg:npm/a' },
    );
    await addTargets(
      knex,
      catalogTarget('late', { entityRef: 'component:default/late' }),
    );
    await scan(
      knex,
      'component:default/late',
      npm('a', '3.0.0', { license: 'AGPL-3.0-only' }),
    );
    expect(await open()).toEqual(without('blog a@1.0.0', 'blog a@2.0.0'));
    // Another owner: the exception is not for him.
    await addTargets(
      knex,
      catalogTarget('blog', { etag: '2', owners: ['group:default/b'] }),
    );
    expect(await open()).toEqual(all);
    await revoke(knex, decision.id);
    expect(await open()).toEqual([...all, 'late a@3.0.0'].sort());
  });
});
