import type { ToolReport, ToolResult } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { REAL_TIMERS } from '../../__testUtils__/clock';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { listFindings } from '../../views/findings/listFindings';
import { findingsAsOf } from '../../views/history/findingsAsOf';
import { listReports } from '../../views/reports/listReports';
import { storeAdvisories } from '../advise/storeAdvisories';
import type { FilesOfSource } from './filesOfSource';
import { removeReport, storeReport } from './storeReport';

const SHOP = 'component:default/shop';

function result(name: string, changes: Partial<ToolResult> = {}): ToolResult {
  return {
    kind: 'code',
    rule: 'eval',
    severity: 'high',
    message: `${name} is evaluated`,
    place: { path: `src/${name}.js`, startLine: 3 },
    fingerprint: name.padEnd(64, '0'),
    ...changes,
  };
}

/** What a tool says of lodash. */
function lodash(id: string, changes: Partial<ToolResult> = {}): ToolResult {
  return result(`lodash-${id}`, {
    kind: 'vulnerability',
    rule: id,
    place: undefined,
    package: {
      ecosystem: 'npm',
      name: 'lodash',
      version: '4.17.15',
      fixedVersions: ['4.17.21'],
    },
    vulnerability: { id, aliases: [] },
    ...changes,
  });
}

function report(
  results: ToolResult[],
  changes: Partial<ToolReport> = {},
): ToolReport {
  return {
    tool: { id: 'semgrep', name: 'Semgrep', version: '1.0' },
    category: '',
    rules: [{ id: 'eval', title: 'Evaluated text', cwes: [95], tags: [] }],
    results,
    notices: [],
    ...changes,
  };
}

const grype = { tool: { id: 'grype', name: 'Grype' }, rules: [] };

describe.each(databaseIds)('Reports of tools on %p', databaseId => {
  let knex: Knex;
  let targetId: number;

  beforeEach(async () => {
    knex = await createDatabase(databaseId);
    await addTargets(knex, catalogTarget('shop'));
    targetId = (await knex('targets').first('id'))!.id;
  });

  async function store(
    results: ToolResult[],
    changes: Partial<ToolReport> = {},
    source?: FilesOfSource,
  ) {
    return storeReport(knex, {
      source,
      target: { id: targetId, entityRef: SHOP },
      report: report(results, changes),
      format: 'test',
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });
  }

  /** Findings as `package or file, state, tools`. */
  async function listed() {
    const { items } = await listFindings(
      knex,
      { state: ['open', 'dismissed', 'resolved'], limit: 100 },
      {},
    );
    return items
      .map(one =>
        [one.package ?? one.place?.path, one.state, ...one.tools].join(' '),
      )
      .sort();
  }

  async function openCount() {
    const row = (await knex('targets').where('id', targetId).first())!;
    return [row.open_critical, row.open_high, row.open_medium].map(Number);
  }

  it('resolve nothing where they are cut, and no kinds that nobody looked for', async () => {
    const config = result('c', {
      kind: 'configuration',
      place: { path: 'main.tf' },
    });
    await store([result('a'), config]);
    await store([], { cut: { read: 0, total: 3 } });
    expect(await listed()).toEqual([
      'main.tf open Semgrep',
      'src/a.js open Semgrep',
    ]);
    await store([], { lookedFor: ['configuration'] });
    expect(await listed()).toEqual([
      'main.tf resolved',
      'src/a.js open Semgrep',
    ]);
    await store([], { lookedFor: ['code', 'configuration'] });
    expect(await listed()).toEqual(['main.tf resolved', 'src/a.js resolved']);
  });

  it('become findings that come, go and come back', async () => {
    await store([result('a'), result('b')]);
    expect(await listed()).toEqual([
      'src/a.js open Semgrep',
      'src/b.js open Semgrep',
    ]);
    expect(await openCount()).toEqual([0, 2, 0]);

    const { changes } = await store([result('a')]);
    expect(changes).toMatchObject({ opened: 0, reopened: 0, resolved: 1 });
    expect(await listed()).toEqual([
      'src/a.js open Semgrep',
      'src/b.js resolved',
    ]);
    expect(await openCount()).toEqual([0, 1, 0]);

    await store([result('a'), result('b', { severity: 'medium' })]);
    expect(await listed()).toEqual([
      'src/a.js open Semgrep',
      'src/b.js open Semgrep',
    ]);
    expect(await openCount()).toEqual([0, 1, 1]);
    const kinds = await knex('finding_events').orderBy('id').pluck('kind');
    expect(kinds).toEqual([
      'opened',
      'opened',
      'resolved',
      'reopened',
      'rerated',
    ]);
  });

  it('write nothing but when they came, where they say the same', async () => {
    await store([result('a')]);
    const before = await knex('findings').first();
    const stored = await store([result('a')], { revision: 'b'.repeat(40) });
    expect(stored).toMatchObject({ created: false });
    expect(await knex('findings').first()).toEqual(before);
    const [row] = await listReports(knex, targetId);
    expect(row).toMatchObject({
      toolName: 'Semgrep',
      results: 1,
      openFindings: 1,
      revision: 'b'.repeat(40),
    });
  });

  it('resolve nothing where the tool did not look, or did not finish', async () => {
    await store([result('a'), result('b')]);
    await store([], { covers: ['src/a.js'] });
    expect(await listed()).toEqual([
      'src/a.js resolved',
      'src/b.js open Semgrep',
    ]);
    await store([], { partial: true });
    expect(await listed()).toContain('src/b.js open Semgrep');
    await store([], { covers: ['src'] });
    expect(await listed()).toContain('src/b.js resolved');
  });

  it('are followed in thousands, each with its own line and severity', async () => {
    const all = (line: number, severity: ToolResult['severity']) =>
      Array.from({ length: 2_100 }, (_, i) =>
        result(`f${i}-`, {
          severity: i % 2 === 0 ? severity : 'high',
          place: { path: `src/f${i}.js`, startLine: line + i },
          score: i % 3 === 0 ? 7.5 : undefined,
        }),
      );
    await store(all(1, 'high'));
    await knex('findings').update({ triage_changes: 0 });
    await knex('outbox').delete();
    await store(all(100, 'critical'));
    const rows = await knex('findings').orderBy('id');
    expect(rows).toHaveLength(2_100);
    for (const [i, row] of rows.entries()) {
      expect(JSON.parse(row.place!).startLine).toBe(100 + i);
      expect(Number(row.score)).toBe(i % 3 === 0 ? 7.5 : -1);
    }
    const changed = (table: 'outbox' | 'finding_events') =>
      knex(table).where('kind', 'rerated').pluck('detail');
    expect(await changed('finding_events')).toEqual(
      Array(1_050).fill('high critical'),
    );
    expect(new Set(await changed('outbox'))).toEqual(
      new Set(['{"from":"high"}']),
    );
    const again = await knex('findings')
      .where('triage_changes', '>', 0)
      .pluck('severity');
    expect(again).toHaveLength(1_050);
    expect(await openCount()).toEqual([1_050, 1_050, 0]);
    const results = await knex('tool_results').whereNull('finding_id');
    expect(results).toEqual([]);
  });

  it('resolve what is in files that are gone, where the tool names those that it looked at', async () => {
    const covers = { covers: ['src/c.js'] };
    const sourceSeen = (ahead: number) => ({
      paths: new Set(['src/b.js', 'src/c.js']),
      seenAt: new Date(Date.now() + ahead),
      sees: () => true,
    });
    await store([result('a'), result('b')]);
    await store([result('c')], covers, sourceSeen(-60_000));
    expect(await listed()).toContain('src/a.js open Semgrep');
    await store([], covers, sourceSeen(60_000));
    expect(await listed()).toEqual([
      'src/a.js resolved',
      'src/b.js open Semgrep',
      'src/c.js resolved',
    ]);
  });

  it('resolve nothing where the source was not looked at, or begins elsewhere', async () => {
    const source = {
      paths: new Set(['src/c.js']),
      seenAt: new Date(Date.now() + 60_000),
      sees: (path: string) => path !== 'src/vendor/a.js',
    };
    await store([result('vendor/a'), result('b')]);
    await store([], { covers: ['shop/src/c.js'] }, source);
    expect(await listed()).toContain('src/b.js open Semgrep');
    await store([], { covers: ['src/c.js'] }, source);
    expect(await listed()).toEqual([
      'src/b.js resolved',
      'src/vendor/a.js open Semgrep',
    ]);
  });

  it('know paths and texts of any length, wherever they are cut', async () => {
    // Cut amid a character that is two halves.
    const place = { path: `src/${'n'.repeat(994)}\u{1f600}/Dockerfile` };
    const message = `${'m'.repeat(1998)}\u{1f600}\u{1f600}`;
    const lone = (severity: ToolResult['severity']) =>
      result('a', { place, message, severity });
    const also = (severity: ToolResult['severity']) =>
      result('b', { message: 'half \ud83d', severity });
    await store([lone('high'), also('high')]);
    await store([lone('critical'), also('critical')]);
    expect(await openCount()).toEqual([2, 0, 0]);
    const messages = await knex('tool_results').orderBy('id').pluck('message');
    expect(messages.map(text => text!.slice(-2))).toEqual([
      '\ufffd…',
      ' \ufffd',
    ]);
    await store([], { leftOut: [place.path] });
    expect(await openCount()).toEqual([1, 0, 0]);
  });

  it('are malicious by what a tool calls them, though no advisory knows it', async () => {
    await store([lodash('MAL-2026-1'), lodash('OSV-2026-2')], grype);
    const rows = await knex('findings as f')
      .join('tool_rules as r', 'r.id', 'f.rule_id')
      .orderBy('f.risk', 'desc')
      .select('r.key', 'f.malicious');
    expect(rows.map(row => [row.key, Boolean(row.malicious)])).toEqual([
      ['MAL-2026-1', true],
      ['OSV-2026-2', false],
    ]);
  });

  it('keep series apart, by tool and category', async () => {
    await store([result('a')], { category: 'java' });
    await store([result('b')], { category: 'python' });
    await store([result('c')], { ...grype });
    expect(await listed()).toEqual([
      'src/a.js open Semgrep',
      'src/b.js open Semgrep',
      'src/c.js open Grype',
    ]);
    await removeReport(
      knex,
      { targetId, tool: 'semgrep', category: 'java' },
      'user:default/ann',
    );
    expect(await listed()).toEqual([
      'src/a.js resolved',
      'src/b.js open Semgrep',
      'src/c.js open Grype',
    ]);
    expect((await listReports(knex, targetId)).map(one => one.tool)).toEqual([
      'grype',
      'semgrep',
    ]);
  });

  it('mean the same finding where two tools see the same secret', async () => {
    const secret = { kind: 'secret', secretHash: 'f'.repeat(64) } as const;
    await store([result('env', secret)]);
    await store(
      [result('env', { ...secret, rule: 'aws', fingerprint: '1'.repeat(64) })],
      grype,
    );
    expect(await listed()).toEqual(['src/env.js open Grype Semgrep']);
    await store([]);
    expect(await listed()).toEqual(['src/env.js open Grype']);
    await store([], grype);
    expect(await listed()).toEqual(['src/env.js resolved']);
  });

  it('claim vulnerabilities that are known, and are so of one finding', async () => {
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-aaaa', 'lodash', '4.17.21', { aliases: ['CVE-2021-1'] })],
      new Date(),
    );
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('lodash', '4.17.15')),
    ]);
    await store([lodash('CVE-2021-1')], grype);
    expect(await listed()).toEqual(['lodash open Grype']);
    // The tool no longer says so, the advisories still do.
    await store([], grype);
    expect(await listed()).toEqual(['lodash open']);
    await store([lodash('CVE-2021-1')], grype);
    // The package is gone from the source; the tool still says that it is there.
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('ms', '1.0.0')),
    ]);
    expect(await listed()).toEqual(['lodash open Grype']);
    await store([], grype);
    expect(await listed()).toEqual(['lodash resolved']);
    const { items } = await listFindings(knex, { state: ['resolved'] }, {});
    expect(items[0].resolvedReason).toBe('no-longer-reported');
  });

  it('claim vulnerabilities that nobody knows here, once for all tools', async () => {
    await store([lodash('CVE-2099-1')], grype);
    await store([
      lodash('SNYK-1', {
        vulnerability: { id: 'SNYK-1', aliases: ['CVE-2099-1'] },
        severity: 'critical',
      }),
    ]);
    const { items } = await listFindings(knex, {}, {});
    expect(items).toMatchObject([
      {
        advisory: 'CVE-2099-1',
        package: 'lodash',
        severity: 'critical',
        versions: ['4.17.15'],
        fixedVersions: ['4.17.21'],
        tools: ['Grype', 'Semgrep'],
      },
    ]);
    expect(
      (await listFindings(knex, { advisory: 'CVE-2099-1' }, {})).items,
    ).toHaveLength(1);
  });

  it('are known as of a day, as they were open then', async () => {
    const at = (time: Date) => findingsAsOf(knex, targetId, [], time);
    const before = new Date(Date.now() - 1000);
    await store([result('a'), result('b')]);
    const then = new Date();
    expect(await at(before)).toEqual([]);
    expect(await at(then)).toMatchObject([
      {
        kind: 'code',
        advisory: 'semgrep/eval',
        place: { path: 'src/a.js', startLine: 3 },
        knownThen: true,
        knownNow: true,
      },
      { place: { path: 'src/b.js' } },
    ]);
    jest.useFakeTimers({
      now: then.getTime() + 60_000,
      doNotFake: REAL_TIMERS,
    });
    try {
      await store([result('a')]);
      expect(await at(then)).toMatchObject([
        { knownNow: true, stateNow: 'open' },
        { knownThen: true, knownNow: false, stateNow: 'resolved' },
      ]);
      expect(await at(new Date())).toMatchObject([
        { place: { path: 'src/a.js' } },
      ]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('are listed by kind and by tool', async () => {
    await store([result('a'), result('b', { kind: 'configuration' })]);
    await store([result('c')], grype);
    const paths = async (filter: object) =>
      (await listFindings(knex, filter, {})).items.map(one => one.place?.path);
    expect(await paths({ kind: ['configuration'] })).toEqual(['src/b.js']);
    expect(await paths({ tool: ['grype'] })).toEqual(['src/c.js']);
    expect(await paths({ q: 'SRC/A' })).toEqual(['src/a.js']);
    expect(await paths({ q: 'evaluated text' })).toHaveLength(2);
  });
});
