import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../../__testUtils__/organization';
import { storeAdvisories } from '../../advise/storeAdvisories';
import { Archive } from '../../../records/documents/Archive';
import { applyException } from '../../../records/licenses/exceptions';
import { readLicenseOptions } from '../../../records/licenses/options';
import { registerPolicies } from '../../../records/licenses/policyStore';
import { createDecision } from '../../../records/decisions/decisionStore';
import { checkDecision } from '../../../records/decisions/decisionRules';
import { storeReport } from '../../report/storeReport';
import { readFacts } from './readFacts';

const DAY = 86_400_000;

function facts(knex: Knex, ...ids: number[]) {
  const archive = new Archive({ knex, stores: [], writeTo: 'database' });
  return readFacts({ knex, archive, everyHours: 24 }, ids, new Date());
}

async function organization(id: (typeof databaseIds)[number][0]) {
  const knex = await createDatabase(id);
  await registerPolicies(knex, readLicenseOptions(undefined).policies);
  await addTargets(
    knex,
    catalogTarget('shop', {
      type: 'service',
      lifecycle: 'production',
      tags: ['web'],
      owners: ['group:default/a', 'group:default/b'],
      systemRef: 'system:default/sales',
    }),
  );
  // The second, by its number.
  await addTargets(knex, catalogTarget('blog'));
  return knex;
}

describe.each(databaseIds)('facts on %p', id => {
  it('are of the entity alone before anything was read', async () => {
    const knex = await organization(id);
    const [shop, blog] = await facts(knex, 1, 2);
    expect(shop.facts.entity).toEqual({
      ref: 'component:default/shop',
      kind: 'component',
      type: 'service',
      lifecycle: 'production',
      tags: ['web'],
      owners: ['group:default/a', 'group:default/b'],
      system: 'system:default/sales',
    });
    expect(blog.facts).toMatchObject({
      manifests: undefined,
      sbom: { present: false },
    });
    expect(blog.facts.findings).toBeUndefined();
    expect(blog.facts.components).toBeUndefined();
    expect(blog.facts.source).toBeUndefined();
  });

  it('are those of each target, read together', async () => {
    const knex = await organization(id);
    await storeAdvisories(
      knex,
      'test',
      [advisory('CVE-1', 'a', '2.0.0'), advisory('CVE-2', 'b', undefined)],
      new Date(),
    );
    await storeScanOf(knex, 'component:default/shop', [
      lockFile(
        'web/package-lock.json',
        npm('a', '1.0.0', { license: 'AGPL-3.0-only' }),
        npm('b', '1.0.0', { license: 'MIT', direct: false }),
        npm('c', '1.0.0', { license: 'GPL-3.0-only', scope: 'development' }),
      ),
    ]);
    await storeScanOf(knex, 'component:default/blog', [
      lockFile('package-lock.json', npm('c', '1.0.0')),
    ]);
    await knex('component_facts').insert({
      component_id: (await knex('components').where('name', 'a').first('id'))!
        .id,
      deprecated: 'Use d',
      days_behind: 900,
      versions_behind: 4,
    });

    const [shop, blog] = await facts(knex, 1, 2);
    expect(shop.facts.findings).toMatchObject([
      {
        id: 'CVE-1',
        package: 'a',
        version: '1.0.0',
        state: 'open',
        fixedIn: '2.0.0',
        clearIn: '2.0.0',
        manifest: 'web/package-lock.json',
      },
      { id: 'CVE-2', package: 'b', fixedIn: undefined },
    ]);
    const byName = [...shop.facts.components!].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    expect(byName).toMatchObject([
      { name: 'a', direct: true, deprecated: 'Use d', daysBehind: 900 },
      { name: 'b', direct: false, deprecated: undefined },
      { name: 'c' },
    ]);
    // Only what is shipped is judged by this policy.
    const licenses = [...shop.facts.licenses!].sort((a, b) =>
      a.purl < b.purl ? -1 : 1,
    );
    expect(licenses).toMatchObject([
      { purl: 'pkg:npm/a@1.0.0', license: 'AGPL-3.0-only', verdict: 'deny' },
      { purl: 'pkg:npm/b@1.0.0', license: 'MIT', verdict: 'allow' },
    ]);
    expect(shop.facts.sbom).toMatchObject({ present: true, components: 3 });
    expect(shop.facts.scanning).toMatchObject({
      lastGoodAt: expect.any(String),
      lastOutcome: 'good',
      everyHours: 24,
    });
    expect(blog.facts.findings).toEqual([]);
    expect(blog.facts.components).toHaveLength(1);
  });

  it('name exceptions that set something aside, with the last end of each', async () => {
    const knex = await organization(id);
    await storeScanOf(knex, 'component:default/shop', [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', { license: 'AGPL-3.0-only' }),
      ),
    ]);
    const decide = (purl: string, days: number) =>
      knex.transaction(trx =>
        createDecision(
          trx,
          checkDecision(
            {
              subject: 'license-exception',
              scope: { kind: 'entity', ref: 'component:default/shop' },
              about: { purl },
              reason: 'Replaced soon',
              endsAt: new Date(Date.now() + days * DAY).toISOString(),
            },
            { secondPerson: false, longestExceptionMs: 90 * DAY },
            new Date(),
          ),
          { author: 'user:default/ann', approver: 'user:default/bob' },
          { 'license-exception': applyException },
          new Date(),
        ),
      );
    await decide('pkg:npm/a@1.0.0', 10);
    await decide('pkg:npm/a', 30);
    await decide('pkg:npm/unused', 30);

    const [shop] = await facts(knex, 1);
    expect(shop.facts.exceptions).toMatchObject([
      { id: '2', kind: 'license', subject: 'pkg:npm/a' },
    ]);
    expect(shop.facts.licenses).toMatchObject([
      { verdict: 'deny', exception: { id: '2' } },
    ]);
    // One that has expired, and whose cause is still there, is still named.
    await knex('decisions').update({ ends_at: new Date(Date.now() - DAY) });
    const [later] = await facts(knex, 1);
    expect(later.facts.exceptions).toHaveLength(1);
  });

  it('are not gathered of what has left the catalog', async () => {
    const knex = await organization(id);
    await knex('targets').where('id', 1).update({ removed_at: new Date() });
    expect((await facts(knex, 1, 2)).map(({ targetId }) => targetId)).toEqual([
      2,
    ]);
  });

  it('have what tools found, by its file', async () => {
    const knex = await organization(id);
    await storeReport(knex, {
      target: { id: 1, entityRef: 'component:default/shop' },
      report: {
        tool: { id: 'gitleaks', name: 'gitleaks' },
        category: '',
        rules: [],
        results: [
          {
            kind: 'secret',
            rule: 'aws',
            severity: 'high',
            message: 'A key',
            place: { path: '.env', startLine: 2 },
            fingerprint: 'a'.repeat(64),
          },
        ],
        notices: [],
      },
      format: 'gitleaks',
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });
    const [shop] = await facts(knex, 1);
    expect(shop.facts.findings).toMatchObject([
      {
        kind: 'secret',
        id: 'gitleaks/aws',
        package: '.env',
        severity: 'high',
        state: 'open',
        manifest: '.env',
      },
    ]);
  });
});
