import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  allIssues,
  createLicensing,
  licenseCounts,
  licenseOf,
} from '../../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { directOf } from '../inventory/use';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';

async function scan(
  knex: Knex,
  entityRef: string,
  ...components: ReturnType<typeof npm>[]
) {
  await storeScanOf(knex, entityRef, [
    lockFile('package-lock.json', ...components),
  ]);
}

describe.each(databaseIds)('licenses of a reading on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createLicensing(id);
    await addTargets(
      knex,
      catalogTarget('shop'),
      catalogTarget('blog', { distribution: 'shipped-binary' }),
    );
  });

  it('become verdicts and issues by the policy of each target', async () => {
    const components = [
      npm('a', '1.0.0', { license: 'MIT' }),
      npm('b', '1.0.0', { license: 'GPLv3' }),
      npm('c', '1.0.0', { license: 'AGPL-3.0-only OR ISC' }),
      npm('d', '1.0.0', { license: 'BSD' }),
      npm('e', '1.0.0'),
    ];
    await scan(knex, SHOP, ...components);
    await scan(knex, BLOG, ...components);
    expect(await licenseOf(knex, 'pkg:npm/b@1.0.0')).toEqual({
      state: 'known',
      expression: 'GPL-3.0-only',
    });
    expect(await licenseOf(knex, 'pkg:npm/d@1.0.0')).toEqual({
      state: 'ambiguous',
      expression: null,
    });
    expect(await licenseOf(knex, 'pkg:npm/e@1.0.0')).toEqual({
      state: 'unknown',
      expression: null,
    });
    // Unknown ones that want a review are no issues.
    expect(await allIssues(knex)).toEqual([
      { target: 'blog', purl: 'pkg:npm/b@1.0.0', verdict: 2 },
      { target: 'blog', purl: 'pkg:npm/d@1.0.0', verdict: 1 },
      { target: 'shop', purl: 'pkg:npm/b@1.0.0', verdict: 1 },
      { target: 'shop', purl: 'pkg:npm/d@1.0.0', verdict: 1 },
    ]);
  });

  it('of packages for development are counted and not judged', async () => {
    await scan(
      knex,
      SHOP,
      npm('a', '1.0.0', { license: 'AGPL-3.0-only', scope: 'development' }),
    );
    expect(await allIssues(knex)).toEqual([]);
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', { license: 'AGPL-3.0-only', scope: 'development' }),
      ),
      lockFile('web/package-lock.json', npm('a', '1.0.0')),
    ]);
    expect(await allIssues(knex)).toHaveLength(1);
  });

  it('keep their first sight while they last, and go with the package', async () => {
    await scan(knex, SHOP, npm('a', '1.0.0', { license: 'GPL-3.0-only' }));
    const [before] = await knex('license_issues');
    await scan(
      knex,
      SHOP,
      npm('a', '1.0.0', { license: 'GPL-3.0-only', direct: false }),
      npm('b', '1.0.0'),
    );
    const [after] = await knex('license_issues');
    expect([after.id, after.first_seen_at]).toEqual([
      before.id,
      before.first_seen_at,
    ]);
    expect(directOf(after.relation)).toBe(false);
    await scan(knex, SHOP, npm('b', '1.0.0'));
    expect(await allIssues(knex)).toEqual([]);
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
  });

  it('that two lock files give differently are conflicting for all who use it', async () => {
    await scan(knex, SHOP, npm('a', '1.0.0', { license: 'MIT' }));
    expect(await allIssues(knex)).toEqual([]);
    await scan(knex, BLOG, npm('a', '1.0.0', { license: 'ISC' }));
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe(
      'conflicting',
    );
    expect((await allIssues(knex)).map(issue => issue.target)).toEqual([
      'blog',
      'shop',
    ]);
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
  });

  it.each([
    ['of 100,000 characters', 'x'.repeat(100_000)],
    [
      'nested ten thousand deep',
      `${'('.repeat(10_000)}MIT${')'.repeat(10_000)}`,
    ],
    ['with HTML', '<img src=x onerror=alert(1)>'],
    [
      'of thousands of licenses',
      Array(4000)
        .fill('LicenseRef-x')
        .map((x, i) => x + i)
        .join(' AND '),
    ],
    ['that name a prototype', '__proto__'],
  ])('%s are kept as text and are unknown', async (_, license) => {
    await scan(knex, SHOP, npm('a', '1.0.0', { license }));
    expect(await licenseOf(knex, 'pkg:npm/a@1.0.0')).toEqual({
      state: 'unknown',
      expression: null,
    });
    const [claim] = await knex('component_licenses');
    expect(claim.text.length).toBeLessThanOrEqual(4000);
    expect(license.startsWith(claim.text.slice(0, 3999))).toBe(true);
  });
});
