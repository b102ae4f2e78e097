import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  allIssues,
  createLicensing,
  refresherOf,
} from '../../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { builtInDistribution } from '../../records/licenses/options';
import { readPolicies } from '../../views/licenses/policyViews';

const SHOP = 'component:default/shop';
const never = new AbortController().signal;

const strict = {
  categories: {
    'public-domain': 'allow',
    permissive: 'deny',
    'weak-copyleft': 'deny',
    'strong-copyleft': 'deny',
    'network-copyleft': 'deny',
    proprietary: 'deny',
  },
  licenses: { 'AGPL-3.0-only': 'allow' },
  unknown: 'deny',
  ambiguous: 'review',
  conflicting: 'review',
  noLicense: 'deny',
  unlisted: 'review',
};

describe.each(databaseIds)('a change of policy on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createLicensing(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', { license: 'AGPL-3.0-only' }),
        npm('b', '1.0.0', { license: 'MIT' }),
        npm('c', '1.0.0'),
        npm('d', '1.0.0', { license: 'ISC', scope: 'development' }),
      ),
    ]);
  });

  const restart = async (licenses: object) => {
    const refresher = await refresherOf(knex, [], { licenses });
    await refresher.refresh(never);
  };

  it('is judged in the background, and once', async () => {
    expect((await allIssues(knex)).map(i => i.purl)).toEqual([
      'pkg:npm/a@1.0.0',
    ]);
    await restart({ policies: { 'hosted-service': strict } });
    expect((await allIssues(knex)).map(i => i.purl)).toEqual([
      'pkg:npm/b@1.0.0',
      'pkg:npm/c@1.0.0',
    ]);
    const [{ judged_at: judged }] = await knex('license_policies').where(
      'name',
      'hosted-service',
    );
    await restart({ policies: { 'hosted-service': strict } });
    const [{ judged_at: again }] = await knex('license_policies').where(
      'name',
      'hosted-service',
    );
    expect(again).toEqual(judged);
    await restart({});
    expect((await allIssues(knex)).map(i => i.purl)).toEqual([
      'pkg:npm/a@1.0.0',
    ]);
  });

  it('is kept in the audit log', async () => {
    await restart({ policies: { 'hosted-service': strict } });
    await restart({ policies: { 'hosted-service': strict } });
    const events = await knex('audit_events');
    expect(events).toMatchObject([
      { event: 'license-policy-change', actor: 'configuration' },
    ]);
    expect(JSON.parse(events[0].meta)).toMatchObject({
      policy: 'hosted-service',
      digest: expect.any(String),
    });
  });

  it('may have development packages judged as well', async () => {
    await restart({
      policies: { 'hosted-service': { ...strict, development: 'judge' } },
    });
    expect((await allIssues(knex)).map(i => i.purl)).toContain(
      'pkg:npm/d@1.0.0',
    );
  });

  it('reaches an entity whose distribution changes', async () => {
    await addTargets(knex, catalogTarget('shop', { distribution: 'internal' }));
    const [issue] = await knex('license_issues');
    expect(issue).toMatchObject({ policy: 'internal', verdict: 1 });
  });

  it('leaves policies in place that somebody still has', async () => {
    const licenses = { policies: { own: strict } };
    await restart(licenses);
    const distribution = { ...builtInDistribution };
    const names = async () =>
      (await readPolicies(knex, distribution, {})).policies.map(p => p.name);
    expect(await names()).toContain('own');
    await addTargets(knex, catalogTarget('shop', { distribution: 'own' }));
    await restart({});
    expect(await names()).toContain('own');
    await addTargets(knex, catalogTarget('shop'));
    await restart({});
    expect(await names()).not.toContain('own');
  });
});

describe.each(databaseIds)('configured exceptions on %p', id => {
  const exception = {
    purl: 'pkg:npm/a',
    license: 'agpl-3.0-only',
    scope: { kind: 'owner', ref: 'group:default/team' },
    reason: 'Bought a commercial license',
    approver: 'user:default/counsel',
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  };

  it('are decisions like others, and revoked when they leave', async () => {
    const knex = await createLicensing(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', { license: 'AGPL-3.0-only' }),
      ),
    ]);
    const excepted = async () => {
      const [issue] = await knex('license_issues');
      return issue.exception_id !== null;
    };
    const ended = { ...exception, endsAt: '2020-01-01T00:00:00Z' };
    await refresherOf(knex, [], {
      licenses: { exceptions: [exception, ended] },
    });
    expect(await excepted()).toBe(true);
    await refresherOf(knex, [], { licenses: { exceptions: [exception] } });
    expect(await knex('decisions')).toMatchObject([
      {
        state: 'active',
        author: 'configuration',
        approver: 'user:default/counsel',
      },
    ]);
    await refresherOf(knex, []);
    expect(await excepted()).toBe(false);
    expect(await knex('decisions')).toMatchObject([{ state: 'revoked' }]);
  });
});
