import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { NewDecision } from '@safety-curtain/plugin-supply-chain-common';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { isPostgres } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../advise/storeAdvisories';
import type { Archive } from '../../records/documents/Archive';
import { storeDocuments } from '../../records/documents/documents';
import { FolderStore } from '../../outside/stores/FolderStore';
import { checkDecision } from '../../records/decisions/decisionRules';
import { createDecision } from '../../records/decisions/decisionStore';
import { listSnapshots } from '../../views/snapshots/snapshotViews';
import { storeSource } from '../../records/documents/storeSource';
import { Retention } from './Retention';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';
const letterA = {
  mediaType: 'text/plain',
  sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
  size: 1,
  gzip: Buffer.from('H4sIAAAAAAAAA0sEAEO+t+gBAAAA', 'base64'),
};
const DAY = 86_400_000;
const always = new AbortController().signal;

const lock = (version: string) => [
  lockFile('package-lock.json', npm('a', version)),
];

function retentionOf(knex: Knex, archive: Archive, retention: object) {
  return new Retention({
    knex,
    archive,
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => undefined,
        fail: async () => undefined,
      }),
    }),
    logger: mockServices.logger.mock(),
    retention,
  });
}

describe.each(databaseIds)('retention on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('shop', { systemRef: 'system:default/store' }),
      catalogTarget('blog', { owners: ['group:default/writers'] }),
    );
    await storeAdvisories(
      knex,
      'test',
      [advisory('TEST-1', 'a', '3.0.0')],
      new Date(),
    );
    for (const [index, entity] of [SHOP, BLOG].entries()) {
      for (const version of ['1.0.0', '2.0.0', '3.0.1']) {
        await storeScanOf(knex, entity, lock(`${version}-${index}`));
      }
    }
    await knex('snapshots').where('release', null).update({ release: 'r1' });
  });

  /** As if this many days had passed, and what is unnamed had been seen a day before. */
  const after = async (days: number, options: object) => {
    const retention = retentionOf(knex, archiveOf(knex), options);
    for (const day of [days - 1, days]) {
      await retention.run(always, new Date(Date.now() + day * DAY));
    }
  };

  const counts = async () => {
    const result: Record<string, number> = {};
    for (const table of [
      'snapshots',
      'documents',
      'scans',
      'scan_files',
      'findings',
    ]) {
      const [{ n }] = await knex(table).count('* as n');
      result[table] = Number(n);
    }
    return result;
  };

  async function hold(scope: NewDecision['scope'], release?: string) {
    const wanted: NewDecision = {
      subject: 'hold',
      scope,
      about: release ? { release } : undefined,
      reason: 'An audit',
    };
    const now = new Date();
    const options = { secondPerson: false, longestExceptionMs: DAY };
    const by = { author: 'user:default/a', approver: 'user:default/a' };
    return knex.transaction(trx =>
      createDecision(trx, checkDecision(wanted, options, now), by, {}, now),
    );
  }

  it('deletes nothing before its time, and SBOMs never by itself', async () => {
    const before = await counts();
    expect(before).toEqual({
      snapshots: 6,
      documents: 18,
      scans: 6,
      scan_files: 6,
      findings: 2,
    });
    await after(89, { artifactsDays: 365, logsDays: 90 });
    expect(await counts()).toEqual(before);
    await after(4000, { artifactsDays: 365, logsDays: 90 });
    expect(await counts()).toMatchObject({ snapshots: 6, documents: 18 });
  });

  it('deletes logs but the newest list of files, and says so', async () => {
    await after(91, { logsDays: 90 });
    expect(await counts()).toMatchObject({ scan_files: 2, scans: 6 });
    const { rules, deletions, lastRunAt } = await retentionOf(
      knex,
      archiveOf(knex),
      { logsDays: 90 },
    ).describe();
    expect(rules.map(r => [r.kind, r.days, r.stored])).toEqual([
      ['sboms', undefined, 6],
      ['artifacts', undefined, 6],
      ['logs', 90, 2],
      ['audit', undefined, 0],
    ]);
    expect(deletions).toMatchObject([
      { kind: 'logs', count: 4, reason: 'scan logs: kept for 90 days' },
    ]);
    expect(lastRunAt).toBeDefined();
  });

  it('deletes resolved findings, and scans that no snapshot came from', async () => {
    await storeScanOf(knex, SHOP, lock('3.0.1-0'));
    await storeScanOf(knex, SHOP, lock('3.0.1-0'));
    expect(await counts()).toMatchObject({ scans: 8, findings: 2 });
    await after(366, { artifactsDays: 365 });
    // What says what a snapshot came from, and the last one, stay.
    expect(await counts()).toMatchObject({ scans: 7, findings: 0 });
    expect(await knex('finding_events')).toEqual([]);
  });

  it('keeps findings that are open, however old', async () => {
    await storeScanOf(knex, SHOP, lock('1.0.0-0'));
    await after(4000, { artifactsDays: 365 });
    expect(await knex('findings').pluck('state')).toEqual(['open']);
  });

  it('deletes SBOMs that were asked to go, but never what is in force', async () => {
    await after(31, { sbomsDays: 30 });
    expect(await counts()).toMatchObject({ snapshots: 2, documents: 6 });
    expect(await knex('past_components')).toEqual([]);
    const deletions = await knex('deletions')
      .whereNotNull('entity_ref')
      .orderBy('entity_ref');
    expect(deletions).toMatchObject([
      { entity_ref: BLOG, count: 2, reason: 'snapshots: kept for 30 days' },
      { entity_ref: SHOP, count: 2 },
    ]);
  });

  it.each([
    ['the organization', { kind: 'organization' }, 6],
    ['an owner', { kind: 'owner', ref: 'group:default/writers' }, 4],
    ['a system', { kind: 'system', ref: 'system:default/store' }, 4],
    ['an entity', { kind: 'entity', ref: SHOP }, 4],
  ] as [string, NewDecision['scope'], number][])(
    'keeps what is on hold for %s, until that ends',
    async (_, scope, kept) => {
      const row = await hold(scope);
      const options = { sbomsDays: 30, artifactsDays: 30, logsDays: 30 };
      const { items } = await listSnapshots(knex, {}, {});
      const old = items.filter(snapshot => !snapshot.current);
      expect(old.filter(snapshot => snapshot.held)).toHaveLength(kept - 2);
      const { rules } = await retentionOf(
        knex,
        archiveOf(knex),
        options,
      ).describe(new Date(Date.now() + 31 * DAY));
      expect(rules[0].held).toBeGreaterThan(0);
      await after(31, options);
      expect((await counts()).snapshots).toBe(kept);
      expect((await counts()).scan_files).toBe(kept);
      await knex('decisions').where('id', row.id).update({ state: 'revoked' });
      await after(31, options);
      expect(await counts()).toMatchObject({ snapshots: 2, scan_files: 2 });
    },
  );

  it('keeps the snapshots of a release on hold, and only these', async () => {
    await knex('snapshots')
      .whereIn('id', knex('snapshots').min('id'))
      .update({ release: 'v1' });
    await hold({ kind: 'organization' }, 'v1');
    await after(31, { sbomsDays: 30 });
    expect(await knex('snapshots').where('release', 'v1')).toHaveLength(1);
    expect((await counts()).snapshots).toBe(3);
  });

  it('deletes the bytes in other stores with the last that named them', async () => {
    const folder = createMockDirectory();
    const archive = archiveOf(knex, new FolderStore(folder.path));
    const [document] = await archive.keep([letterA]);
    await knex.transaction(trx => storeDocuments(trx, [document], new Date()));
    const retention = retentionOf(knex, archive, { sbomsDays: 30 });
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await retention.run(always, at(0));
    await retention.run(always, at(23));
    expect(Object.keys(folder.content() as object)).toEqual(['ca']);
    await retention.run(always, at(25));
    expect(JSON.stringify(folder.content())).not.toContain('ca978112');
    expect(await knex('documents').where('sha256', document.sha256)).toEqual(
      [],
    );
  });

  it('leaves alone for a day what is kept and not named yet', async () => {
    const folder = createMockDirectory();
    const archive = archiveOf(knex, new FolderStore(folder.path));
    const retention = retentionOf(knex, archive, { sbomsDays: 30 });
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    const [document] = await archive.keep([letterA]);
    await knex.transaction(trx => storeDocuments(trx, [document], new Date()));
    await retention.run(always, at(0));
    // As if the first round had been a day ago.
    await knex('documents')
      .where('sha256', document.sha256)
      .update({ unnamed_since: at(-30) });
    await archive.keep([letterA]);
    await retention.run(always, at(1));
    expect((await archive.read(document.sha256)).bytes.toString()).toBe('a');
  });

  it('waits with keeping what is just being deleted, and ends what broke off', async () => {
    const folder = createMockDirectory();
    const archive = archiveOf(knex, new FolderStore(folder.path));
    const [document] = await archive.keep([letterA]);
    await knex('documents')
      .where('sha256', document.sha256)
      .update({ deleting: true });
    const keeping = archive.keep([letterA]);
    await retentionOf(knex, archive, {}).run(always);
    await keeping;
    expect((await archive.read(document.sha256)).bytes.toString()).toBe('a');
  });

  it('deletes audit events and records of finished exports, unless a hold is in force', async () => {
    const at = new Date(Date.now() - 40 * DAY);
    const event = { at, event: 'sbom-read', actor: 'a', outcome: 'success' };
    await knex('audit_events').insert([
      { ...event, meta: '{}' },
      { ...event, meta: '{}', at: new Date() },
    ]);
    const made = {
      scope: '{}',
      formats: '[]',
      requested_by: 'a',
      created_at: at,
      services: 1,
    };
    await knex('exports').insert([
      { ...made, id: 'old', state: 'finished', finished_at: at },
      { ...made, id: 'waiting', state: 'ready' },
    ]);
    const options = { auditDays: 30, artifactsDays: 30 };
    const left = async () => [
      (await knex('audit_events')).length,
      await knex('exports').orderBy('id').pluck('id'),
    ];
    const row = await hold({ kind: 'entity', ref: SHOP });
    await after(0, options);
    expect(await left()).toEqual([2, ['old', 'waiting']]);
    await knex('decisions').where('id', row.id).update({ state: 'revoked' });
    await after(0, options);
    expect(await left()).toEqual([1, ['waiting']]);
    const { rules } = await retentionOf(
      knex,
      archiveOf(knex),
      options,
    ).describe();
    expect(rules.find(rule => rule.kind === 'audit')).toMatchObject({
      days: 30,
      stored: 1,
    });
  });

  describe('of documents of sources', () => {
    const SOURCE = 'application/vnd.safety-curtain.source+json; version=1';

    /** Stores what a scan saw of a source, which is `text`. */
    async function see(entityRef: string, text: string) {
      const bytes = Buffer.from(text);
      const document = {
        mediaType: SOURCE,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        gzip: gzipSync(bytes),
      };
      const { id: targetId } = (await knex('targets')
        .where('entity_ref', entityRef)
        .first('id'))!;
      const found = { source: { document, manifests: [] }, revision: 'r' };
      await knex.transaction(trx =>
        storeSource(trx, targetId, found, new Date()),
      );
      return document.sha256;
    }
    const sources = () =>
      knex('documents')
        .where('media_type', SOURCE)
        .orderBy('sha256')
        .pluck('sha256');

    it('deletes what a scan replaced, though all else is kept for good', async () => {
      const before = await counts();
      const [old, shared] = [await see(SHOP, 'old'), await see(BLOG, 'shared')];
      await see(SHOP, 'shared');
      expect(await sources()).toEqual([old, shared].sort());
      await after(0, {});
      expect(await sources()).toEqual([shared]);
      const last = await see(SHOP, 'new');
      await see(BLOG, 'new');
      await after(0, { sbomsDays: 30 });
      expect(await sources()).toEqual([last]);
      expect(await counts()).toEqual({
        ...before,
        documents: before.documents + 1,
      });
      await knex('targets').where('entity_ref', BLOG).delete();
      await after(0, {});
      expect(await sources()).toEqual([last]);
    });

    it('is no record of the archive, nor counted there', async () => {
      const retention = retentionOf(knex, archiveOf(knex), {});
      const [before] = (await retention.describe()).rules;
      await see(SHOP, 'old');
      await see(SHOP, 'new');
      await retention.run(always);
      await retention.run(always, new Date(Date.now() + DAY));
      const { rules, deletions } = await retention.describe();
      expect(rules[0]).toEqual(before);
      expect(deletions).toEqual([]);
      expect(await sources()).toHaveLength(1);
    });
  });

  it('leaves a finding that a scan of its service is about to open again', async () => {
    const [finding] = await knex('findings as f')
      .join('targets as t', 't.id', 'f.target_id')
      .where({ 't.entity_ref': SHOP, 'f.state': 'resolved' })
      .select('f.id', 'f.target_id');
    const trx = await knex.transaction();
    await lockTargets(trx, [finding.target_id]);
    const waits = new Promise(resolve => {
      knex.on('query', ({ sql }) => {
        if (/from "targets" .* for no key update/.test(sql)) resolve(undefined);
      });
    });
    const run = retentionOf(knex, archiveOf(knex), { artifactsDays: 30 }).run(
      always,
      new Date(Date.now() + 31 * DAY),
    );
    // SQLite has one writer, who waits from the start.
    if (isPostgres(knex)) await Promise.race([waits, run]);
    await trx('findings')
      .where('id', finding.id)
      .update({ state: 'open', resolved_at: null, resolved_reason: null });
    await trx.commit();
    await run;
    expect(await knex('findings').pluck('id')).toEqual([finding.id]);
  });

  it('stops where it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('Stopping'));
    await expect(
      retentionOf(knex, archiveOf(knex), { logsDays: 1 }).run(
        stopped,
        new Date(Date.now() + 9 * DAY),
      ),
    ).rejects.toThrow('Stopping');
    expect((await counts()).scan_files).toBe(6);
  });
});
