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
    await inTransaction(knex, trx =>
      storeIgnoreFiles(
        trx,
        {
          target: { id: target!.id, entityRef: SHOP },
          origin: 'source',
          author: 'source',
          trustedOwners,
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
    await store({ '.grype.yaml': grype }, ['group:default/team']);
    expect(await states()).toEqual(['lodash dismissed', 'minimist open']);
  });

  it('are not proposed again when somebody said no', async () => {
    await store({ 'osv-scanner.toml': OSV('CVE-2021-1000') });
    await knex('decisions').update({ state: 'rejected' });
    await store({ 'osv-scanner.toml': `\n${OSV('CVE-2021-1000')}` });
    expect(await told()).toEqual(['rejected CVE-2021-1000 osv-scanner.toml:3']);
  });
});
