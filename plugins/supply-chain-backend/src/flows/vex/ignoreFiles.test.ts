import type { Knex } from 'knex';
import { vexTasks } from '@safety-curtain/vex';
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
import { inTransaction } from '../../database/transactions';
import { archiveOf } from '../../__testUtils__/archive';
import { listIgnoreFiles } from '../../views/findings/ignoreFiles';
import { moveDecision } from '../../records/decisions/decisionStore';
import { retriageDecided } from '../../records/findings/retriage';
import { listFindings } from '../../views/findings/listFindings';
import { storeAdvisories } from '../advise/storeAdvisories';
import { readIgnoreFiles } from './readIgnoreFiles';
import { storeIgnoreFiles } from './storeIgnoreFiles';

const SHOP = 'component:default/shop';
const pool = {
  readIgnoreFile: async (task: { path: string; content: Uint8Array }) => {
    const result = vexTasks.readIgnoreFile(task);
    return 'error' in result
      ? { ...result, failure: 'content' as const }
      : result;
  },
};

describe.each(databaseIds)('ignore files on %p', id => {
  let knex: Knex;
  const now = new Date('2026-01-10T00:00:00Z');

  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-1', 'lodash', '4.17.21', { aliases: ['CVE-2021-1000'] }),
        advisory('GHSA-2', 'minimist', undefined),
      ],
      now,
    );
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('lodash', '4.17.0'),
        npm('minimist', '1.0.0'),
      ),
    ]);
  });

  async function store(
    files: Record<string, string>,
    trustedOwners: string[] = [],
    unread: { path: string; reason: string }[] = [],
    longestExceptionMs?: number,
  ) {
    const found = await readIgnoreFiles(
      pool,
      Object.entries(files).map(([path, text]) => ({
        path,
        content: Buffer.from(text),
      })),
      new AbortController().signal,
    );
    found.unread.push(...unread);
    const target = await knex('targets').where('entity_ref', SHOP).first();
    return inTransaction(knex, trx =>
      storeIgnoreFiles(
        trx,
        {
          target: { id: target!.id, entityRef: SHOP },
          origin: 'source',
          author: 'source',
          trustedOwners,
          longestExceptionMs,
        },
        found,
        now,
      ),
    );
  }

  const decisions = () => knex('decisions').orderBy('id');
  const told = async () =>
    (await decisions()).map(
      row => `${row.state} ${row.vulnerability} ${row.origin_ref}`,
    );

  async function states() {
    await triage(knex, { now });
    const { items } = await listFindings(
      knex,
      { state: ['open', 'dismissed'] },
      {},
    );
    return items.map(one => `${one.package} ${one.state}`).sort();
  }

  const OSV = (...ids: string[]) =>
    ids
      .map(one => `[[IgnoredVulns]]\nid = "${one}"\nreason = "Not called"\n`)
      .join('');

  it('are proposals with their line, for ninety days where they name no end', async () => {
    await store({
      'osv-scanner.toml': OSV('CVE-2021-1000'),
      'sub/.trivyignore':
        'CVE-2021-1000 exp:2026-02-01\nCVE-2000-0001 exp:2025-01-01\n',
    });
    const rows = await decisions();
    expect(rows).toMatchObject([
      {
        state: 'proposed',
        vulnerability: 'CVE-2021-1000',
        origin: 'file',
        origin_ref: 'osv-scanner.toml:2',
        verdict: 'exploitable',
        reason: 'Not called',
        scope_ref: SHOP,
      },
      { state: 'proposed', origin_ref: 'sub/.trivyignore:1' },
    ]);
    expect(new Date(rows[0].ends_at!)).toEqual(
      new Date('2026-04-10T00:00:00Z'),
    );
    expect(await states()).toEqual(['lodash open', 'minimist open']);
  });

  it('accept a risk for no longer than is configured', async () => {
    await store(
      { '.trivyignore': 'CVE-2021-1000 exp:2099-02-01\n' },
      [],
      [],
      30 * 86_400_000,
    );
    const [{ ends_at: end }] = await decisions();
    expect(new Date(end!).getTime() - now.getTime()).toBe(30 * 86_400_000);
  });

  it('write nothing while they are as they were, and move with their line', async () => {
    await store({ 'osv-scanner.toml': OSV('CVE-2021-1000') });
    await store({ 'osv-scanner.toml': OSV('CVE-2021-1000') });
    expect(await told()).toEqual(['proposed CVE-2021-1000 osv-scanner.toml:2']);
    await store({ 'osv-scanner.toml': `# why\n${OSV('CVE-2021-1000')}` });
    expect(await told()).toEqual(['proposed CVE-2021-1000 osv-scanner.toml:3']);
  });

  it('end with their entry, and with their file, unless that could not be read', async () => {
    await store({ 'osv-scanner.toml': OSV('CVE-2021-1000', 'GHSA-2') });
    await store({ 'osv-scanner.toml': OSV('GHSA-2') });
    expect(await told()).toEqual([
      'revoked CVE-2021-1000 osv-scanner.toml:2',
      'proposed GHSA-2 osv-scanner.toml:2',
    ]);
    await store({ 'osv-scanner.toml': '[[IgnoredVulns' });
    await store({}, [], [{ path: 'osv-scanner.toml', reason: 'A link' }]);
    expect((await told())[1]).toMatch(/^proposed/);
    await store({});
    expect((await told())[1]).toMatch(/^revoked/);
    expect(await knex('ignore_files').select('id')).toEqual([]);
    const kinds = await knex('decision_events').orderBy('id').pluck('kind');
    expect(kinds).toEqual(['proposed', 'proposed', 'superseded', 'superseded']);
  });

  it('count at once where an owner is trusted, and for what they name alone', async () => {
    const grype = [
      'ignore:',
      '  - vulnerability: CVE-2021-1000',
      '    vex-status: not_affected',
      '    package: { name: lodash, version: 4.17.0 }',
      '  - vulnerability: GHSA-2',
      '    vex-status: not_affected',
      '    package: { name: minimist, version: 9.9.9 }',
    ].join('\n');
    await store({ '.grype.yaml': grype }, ['group:default/other']);
    expect(await states()).toEqual(['lodash open', 'minimist open']);
    await store({ '.grype.yaml': `${grype}\n` }, ['group:default/team']);
    expect((await told()).join()).not.toMatch(/active/);
    await store({});
    expect(await knex('audit_events')).toEqual([]);
    const inForce = await store({ '.grype.yaml': grype }, [
      'group:default/team',
    ]);
    expect(inForce).toEqual({
      entityRef: SHOP,
      files: ['.grype.yaml'],
      decisions: 2,
    });
    const [event, ...others] = await knex('audit_events');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      event: 'ignore-file-trusted',
      actor: 'source',
      entity_ref: SHOP,
    });
    expect(await states()).toEqual(['lodash dismissed', 'minimist open']);
  });

  it.each(['trusted', 'approved'])(
    'are about the versions in use when they come into force, being %s',
    async way => {
      const trusted = way === 'trusted' ? ['group:default/team'] : [];
      const grype = [
        'ignore:',
        '  - vulnerability: CVE-2021-1000',
        '    vex-status: not_affected',
        '    package: { name: lodash }',
      ].join('\n');
      await store({ '.grype.yaml': grype }, trusted);
      if (way === 'approved') {
        const [{ id: proposal }] = await decisions();
        await inTransaction(knex, trx =>
          moveDecision(
            trx,
            String(proposal),
            'approve',
            { who: 'user:default/bob' },
            {
              'vulnerability-analysis': (_, row) => retriageDecided(trx, [row]),
            },
            now,
          ),
        );
      }
      expect(await states()).toContain('lodash dismissed');
      await storeScanOf(knex, SHOP, [
        lockFile('package-lock.json', npm('lodash', '4.17.1')),
      ]);
      await triage(knex, { now });
      const { items } = await listFindings(knex, { state: ['open'] }, {});
      expect(items).toMatchObject([{ package: 'lodash', needsReview: true }]);
      const [{ versions }] = await decisions();
      expect(versions).toBe('["4.17.0"]');
    },
  );

  it('are about the manifests below their folder, and name paths from there', async () => {
    const trusted = ['group:default/team'];
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('lodash', '4.17.0')),
      lockFile('tools/package-lock.json', npm('minimist', '1.0.0')),
    ]);
    await store(
      {
        'tools/osv-scanner.toml': OSV('CVE-2021-1000', 'GHSA-2'),
        'tools/.trivyignore.yaml':
          'vulnerabilities:\n  - id: GHSA-2\n    paths: [package-lock.json]\n',
      },
      trusted,
    );
    await triage(knex, { now });
    const { items } = await listFindings(knex, { state: ['open'] }, {});
    expect(items.map(one => [one.package, one.analysis]).sort()).toEqual([
      ['lodash', undefined],
      ['minimist', 'exploitable'],
    ]);
    const { files } = await listIgnoreFiles(knex, archiveOf(knex), SHOP);
    expect(
      files.map(({ path, entries }) => [path, entries.map(one => one.state)]),
    ).toEqual([
      ['tools/.trivyignore.yaml', ['matches']],
      ['tools/osv-scanner.toml', ['matches-nothing', 'matches']],
    ]);
  });

  it('mean a vulnerability in whatever case it is written', async () => {
    await store({ 'osv-scanner.toml': OSV('cve-2021-1000', 'ghsa-2') });
    const rows = await decisions();
    expect(rows.map(row => row.vulnerability)).toEqual([
      'CVE-2021-1000',
      'GHSA-2',
    ]);
    const { files } = await listIgnoreFiles(knex, archiveOf(knex), SHOP);
    expect(files[0].entries.map(one => one.state)).toEqual([
      'matches',
      'matches',
    ]);
  });

  it('end by their day and by a fix, whichever comes first', async () => {
    await store({
      '.snyk': [
        'ignore:',
        '  GHSA-2:',
        "    - '*':",
        '        expires: 2026-02-01T00:00:00.000Z',
        '        disregardIfFixable: true',
      ].join('\n'),
    });
    const [row] = await decisions();
    expect(row.ends_when).toBe('fix');
    expect(new Date(row.ends_at!)).toEqual(new Date('2026-02-01T00:00:00Z'));
    expect(Boolean(row.pauses_clock)).toBe(true);
  });

  it.each([
    ['fix_started', false],
    ['no_bandwidth', false],
    ['tolerable_risk', true],
  ])('of Dependabot, %s: the clock is paused: %p', async (reason, paused) => {
    const alert = {
      number: 1,
      state: 'dismissed',
      dismissed_reason: reason,
      dependency: { package: { ecosystem: 'npm', name: 'lodash' } },
      security_advisory: { ghsa_id: 'GHSA-1' },
    };
    await store({ 'dependabot-alerts.json': JSON.stringify([alert]) });
    const [row] = await decisions();
    expect(Boolean(row.pauses_clock)).toBe(paused);
  });

  it('are not proposed again when somebody said no', async () => {
    await store({ 'osv-scanner.toml': OSV('CVE-2021-1000') });
    await knex('decisions').update({ state: 'rejected' });
    await store({ 'osv-scanner.toml': `\n${OSV('CVE-2021-1000')}` });
    expect(await told()).toEqual(['rejected CVE-2021-1000 osv-scanner.toml:3']);
  });
});
