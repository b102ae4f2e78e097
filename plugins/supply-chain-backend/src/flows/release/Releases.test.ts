import { mockServices } from '@backstage/backend-test-utils';
import { writeChangelog } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { triage } from '../../__testUtils__/triage';
import { listReleases } from '../../views/releases/listReleases';
import { readChangelog } from '../../views/releases/readChangelog';
import { expiredRecords, selectDue } from '../retain/RetentionRules';
import { storeAdvisories } from '../advise/storeAdvisories';
import { Releases } from './Releases';

const SHOP = 'component:default/shop';
const EVERYTHING = { targets: {}, findings: {}, licenses: {} };

type Packages = ReturnType<typeof npm>[];

describe.each(databaseIds)('releases on %p', id => {
  let knex: Knex;
  let releases: Releases;

  const advise = (...records: ReturnType<typeof advisory>[]) =>
    storeAdvisories(knex, 'test', records, new Date());

  beforeEach(async () => {
    knex = await createDatabase(id);
    releases = new Releases({
      knex,
      archive: archiveOf(knex),
      logger: mockServices.logger.mock(),
    });
    await addTargets(knex, catalogTarget('shop'), catalogTarget('blog'));
    await advise(
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
    );
  });

  const scan = (...components: Packages) =>
    storeScanOf(knex, SHOP, [lockFile('package-lock.json', ...components)]);
  /** What happens next has a later time. */
  const tick = () => new Promise(resolve => setTimeout(resolve, 2));
  async function release(name: string, snapshot?: string) {
    await tick();
    const made = await releases.make({
      entityRef: SHOP,
      name,
      snapshot,
      who: 'user:default/ann',
    });
    await tick();
    return String(made.release.id);
  }
  const changelog = (releaseId: string, base?: string) =>
    readChangelog(knex, archiveOf(knex), { id: releaseId, base }, EVERYTHING);

  it('tell what came and went since the one before', async () => {
    await scan(npm('lodash', '4.17.15'), npm('a', '1.0.0'), npm('b', '1.0.0'));
    const first = await changelog(await release('1.0.0'));
    expect(first).toMatchObject({
      subject: { entityRef: SHOP, name: 'shop' },
      release: { name: '1.0.0', components: 3, partial: false },
      basis: 'then',
      findings: {
        open: { critical: 1 },
        added: { count: 1, items: [{ package: 'lodash' }] },
      },
      components: { added: { count: 3 } },
      // Nobody has said anything of their licenses.
      licenses: { added: { count: 0 }, unknown: 3 },
    });
    expect(first.previous).toBeUndefined();

    await scan(npm('lodash', '4.17.21'), npm('ms', '2.0.0'), npm('b', '2.0.0'));
    const second = await changelog(await release('2.0.0'));
    expect(second).toMatchObject({
      previous: { name: '1.0.0' },
      findings: {
        added: {
          count: 1,
          items: [
            {
              vulnerability: 'GHSA-bbbb-bbbb-bbbb',
              package: 'ms',
              versions: ['2.0.0'],
              severity: 'critical',
            },
          ],
        },
        fixed: {
          count: 1,
          items: [{ package: 'lodash', versions: ['4.17.15'] }],
        },
        reopened: { count: 0 },
        rerated: { count: 0 },
        decided: { count: 0 },
      },
      components: {
        added: { count: 1, items: [{ name: 'ms', version: '2.0.0' }] },
        removed: { count: 1, items: [{ name: 'a', version: '1.0.0' }] },
        changed: {
          count: 2,
          items: [
            { name: 'b', before: ['1.0.0'], after: ['2.0.0'], major: true },
            { name: 'lodash', major: false },
          ],
        },
        majors: 1,
      },
    });
    const text = writeChangelog(second, 'markdown').text;
    expect(text).toContain('GHSA-bbbb-bbbb-bbbb');
  });

  it('tell what was reopened, rated otherwise and decided', async () => {
    await scan(npm('lodash', '4.17.15'), npm('ms', '2.0.0'));
    await scan(npm('lodash', '4.17.21'), npm('ms', '2.0.0'));
    await release('1');
    await scan(npm('lodash', '4.17.15'), npm('ms', '2.0.0'));
    await advise(
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1', {
        modified: '2026-02-01T00:00:00Z',
        severity: [],
        database_specific: { severity: 'LOW' },
      }),
    );
    await decide('GHSA-bbbb-bbbb-bbbb');
    const { findings } = await changelog(await release('2'));
    expect(findings).toMatchObject({
      open: { critical: 1, low: 0 },
      added: { count: 0 },
      reopened: { count: 1, items: [{ package: 'lodash' }] },
      rerated: {
        count: 1,
        items: [{ package: 'ms', before: 'critical', severity: 'low' }],
      },
      decided: {
        count: 1,
        items: [
          {
            package: 'ms',
            decision: 'dismissed',
            verdict: 'not_affected',
          },
        ],
      },
    });
  });

  async function decide(vulnerability: string) {
    await knex('decisions').insert({
      subject: 'vulnerability-analysis',
      state: 'active',
      scope_kind: 'organization',
      scope_ref: '',
      verdict: 'not_affected',
      reason: 'Not reachable',
      author: 'user:default/ann',
      created_at: new Date(),
      decided_at: new Date(),
      vulnerability,
      ecosystem: 'npm',
      package_name: 'ms',
      justification: 'code_not_reachable',
      origin: 'person',
    });
    await knex('findings').update({ triage_changes: 1 });
    await triage(knex);
  }

  it('stay what they were, whatever is learned later', async () => {
    await scan(npm('c', '1.0.0'));
    const first = await release('1');
    const before = await changelog(first);
    await advise(advisory('GHSA-cccc-cccc-cccc', 'c', '1.0.1'));
    expect(await changelog(first)).toEqual(before);
    await scan(npm('c', '1.0.1'));
    const second = await release('2');
    const compared = await changelog(second, first);
    expect(compared).toMatchObject({
      basis: 'now',
      release: { name: '2' },
      previous: { name: '1' },
      findings: {
        added: { count: 0 },
        fixed: {
          count: 1,
          items: [{ package: 'c', versions: ['1.0.0'], severity: 'critical' }],
        },
      },
    });
    expect(await changelog(first, second)).toMatchObject({
      findings: {
        open: { critical: 1 },
        added: { count: 1, items: [{ package: 'c', versions: ['1.0.0'] }] },
        fixed: { count: 0 },
      },
    });
  });

  it('of a name are made once, and never of another content', async () => {
    await scan(npm('a', '1.0.0'));
    const first = await release('1');
    const rows = await knex('releases');
    expect(await release('1')).toBe(first);
    expect(await knex('releases')).toEqual(rows);
    await scan(npm('a', '1.0.1'));
    await expect(release('1')).rejects.toThrow(
      `${SHOP} has a release 1 of another content`,
    );
    expect(await knex('releases')).toEqual(rows);
    await expect(release('2', '999')).rejects.toThrow('no snapshot 999');
  });

  it('of an earlier snapshot come before later ones', async () => {
    await scan(npm('lodash', '4.17.15'));
    const old = await knex('snapshots').first('id');
    await tick();
    await scan(npm('lodash', '4.17.21'));
    await release('2');
    const first = await release('1', String(old!.id));
    expect(await changelog(first)).toMatchObject({
      findings: { open: { critical: 1 }, added: { count: 1 } },
    });
    const { items } = await listReleases(knex, {}, { entityRef: SHOP });
    expect(items.map(({ name }) => name)).toEqual(['2', '1']);
    const page = await listReleases(knex, { limit: 1 }, {});
    const next = { limit: 1, cursor: page.nextCursor };
    expect(await listReleases(knex, next, {})).toMatchObject({
      items: [{ name: '1', changelog: { state: 'written' } }],
      nextCursor: undefined,
    });
  });

  it('are made by an annotation, at the next scan, once', async () => {
    const annotate = (name: string, etag: string) =>
      addTargets(knex, catalogTarget('shop', { release: name, etag }));
    await annotate('3.1', '2');
    await scan(npm('a', '1.0.0'));
    await scan(npm('a', '1.0.0'));
    await scan(npm('a', '1.0.1'));
    await annotate('3.2', '3');
    await scan(npm('a', '1.0.1'));
    expect(
      await knex('releases')
        .orderBy('id')
        .select('name', 'made_by', 'changelog_sha256'),
    ).toEqual([
      { name: '3.1', made_by: 'annotation', changelog_sha256: null },
      { name: '3.2', made_by: 'annotation', changelog_sha256: null },
    ]);
    const [{ id: pending }] = await knex('releases');
    await expect(changelog(String(pending))).rejects.toThrow('being written');
    await releases.writeDue(new AbortController().signal);
    const { items } = await listReleases(knex, {}, {});
    expect(items).toMatchObject([
      { previous: { name: '3.1' }, changelog: { state: 'written' } },
      { changelog: { state: 'written' } },
    ]);
    expect(await changelog(items[0].id)).toMatchObject({
      components: { changed: { count: 1 } },
    });
  });

  it('keep their snapshots from being deleted', async () => {
    await scan(npm('a', '1.0.0'));
    await release('1');
    await scan(npm('a', '1.0.1'));
    await scan(npm('a', '1.0.2'));
    const rule = expiredRecords.find(({ table }) => table === 'snapshots')!;
    const later = new Date(Date.now() + 1000);
    const due = await selectDue(knex, rule, later, []).select('x.id');
    const released = await knex('releases').pluck('snapshot_id');
    expect(due.map((row: { id: unknown }) => String(row.id))).toEqual(['2']);
    expect(released.map(String)).toEqual(['1']);
  });

  it('whose documents are damaged are told, and tried again later', async () => {
    await scan(npm('a', '1.0.0'));
    const { inventory_sha256: sha256 } = (await knex('snapshots').first())!;
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: Buffer.from('x') });
    const made = await release('1');
    const { items } = await listReleases(knex, {}, {});
    expect(items[0].changelog).toEqual({
      state: 'failed',
      error: expect.stringContaining('is damaged'),
    });
    await expect(changelog(made)).rejects.toThrow('could not be written yet');
    await releases.writeDue(new AbortController().signal);
    const [row] = await knex('releases');
    expect(new Date(row.changelog_due_at as Date).getTime()).toBeGreaterThan(
      Date.now() + 3_000_000,
    );
  });

  it('show neither findings nor licenses to whoever may not see them', async () => {
    await scan(npm('lodash', '4.17.15'));
    const made = await release('1');
    const seen = await readChangelog(
      knex,
      archiveOf(knex),
      { id: made },
      { targets: {}, findings: undefined, licenses: undefined },
    );
    expect(Object.keys(seen)).toEqual(
      expect.not.arrayContaining(['findings', 'licenses']),
    );
    expect(writeChangelog(seen, 'html').text).not.toContain('GHSA');
  });
});
