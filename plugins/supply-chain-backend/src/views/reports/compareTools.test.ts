import type { ToolReport, ToolResult } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { storeReport } from '../../flows/report/storeReport';
import { compareTools } from './compareTools';

const SHOP = 'component:default/shop';

/** A known vulnerability of a package, as a tool says it. */
function said(
  id: string,
  name: string,
  version: string,
  changes: Partial<ToolResult> = {},
): ToolResult {
  return {
    kind: 'vulnerability',
    rule: id,
    severity: 'high',
    message: id,
    fingerprint: `${id}${name}${version}`.padEnd(64, '0'),
    package: { ecosystem: 'npm', name, version, fixedVersions: [] },
    vulnerability: { id, aliases: [] },
    ...changes,
  };
}

describe.each(databaseIds)('tools side by side on %p', databaseId => {
  let knex: Knex;
  let targetId: number;

  beforeEach(async () => {
    knex = await createDatabase(databaseId);
    await addTargets(knex, catalogTarget('shop'));
    targetId = (await knex('targets').first('id'))!.id;
    await storeAdvisories(
      knex,
      'osv',
      [
        advisory('GHSA-1', 'lodash', '4.17.21'),
        advisory('GHSA-2', 'minimist', '1.2.6'),
        advisory('GHSA-3', 'express', '4.0.0'),
      ],
      new Date(),
    );
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('lodash', '4.17.15'),
        npm('minimist', '1.2.0'),
        npm('express', '4.18.0'),
      ),
    ]);
  });

  async function report(
    tool: string,
    results: ToolResult[],
    changes: Partial<ToolReport> = {},
  ) {
    await storeReport(knex, {
      target: { id: targetId, entityRef: SHOP },
      report: {
        tool: { id: tool, name: tool },
        category: '',
        rules: [],
        results,
        notices: [],
        ...changes,
      },
      format: tool,
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });
  }

  const compare = (query: Parameters<typeof compareTools>[2] = {}) =>
    compareTools(knex, { id: targetId, entityRef: SHOP }, query);

  /** `advisory of package: opinions`, in the order of names. */
  async function opinions(query?: Parameters<typeof compareTools>[2]) {
    const { items } = await compare(query);
    return items
      .map(
        ({ finding, tools }) =>
          `${finding.advisory} of ${finding.package ?? 'none'}: ${tools
            .map(({ outcome, reason, versions, text }) =>
              [reason ?? outcome, ...versions, text].filter(Boolean).join(' '),
            )
            .join(', ')}`,
      )
      .sort();
  }

  it('say who found what, and count it', async () => {
    await report('grype', [
      said('GHSA-1', 'lodash', '4.17.15'),
      said('GHSA-9', 'express', '4.18.0'),
    ]);
    const { tools, total } = await compare();
    expect(tools).toMatchObject([
      { tool: 'safety-curtain', found: 2, alone: 1, ignored: 0 },
      { tool: 'grype', found: 2, alone: 1, ignored: 0, partial: false },
    ]);
    expect(total).toEqual({ count: 3, atLeast: false });
    expect(await opinions()).toEqual([
      'GHSA-1 of lodash: found 4.17.15, found 4.17.15',
      'GHSA-2 of minimist: found 1.2.0, not-told',
      'GHSA-9 of express: no-record 4.18.0, found 4.18.0',
    ]);
    expect(await opinions({ differing: true })).toEqual([
      'GHSA-2 of minimist: found 1.2.0, not-told',
      'GHSA-9 of express: no-record 4.18.0, found 4.18.0',
    ]);
  });

  it('say why one says nothing, where that can be told', async () => {
    await report('grype', [
      said('GHSA-1', 'lodash', '4.17.15', {
        suppression: {
          kind: 'external',
          status: 'accepted',
          reason: 'Not reached',
        },
      }),
      said('GHSA-2', 'optimist', '0.6.0'),
      said('GHSA-3', 'express', '3.0.0'),
      said('GHSA-8', 'left-pad', '1.0.0'),
      said('CVE-2', 'curl', '8', {
        package: { name: 'curl', version: '8', fixedVersions: [] },
      }),
    ]);
    await report('npm-audit', [
      said('GHSA-3', 'express', '4.18.0'),
      said('GHSA-7', 'minimist', '1.2.0'),
    ]);
    await report('osv-scanner', [said('GHSA-7', 'minimist', '0.1.0')], {
      partial: true,
    });
    expect(await opinions({ limit: 100 })).toEqual([
      // Our own, grype, npm-audit, osv-scanner.
      'CVE-2 of none: unknown-ecosystem, found 8, not-told, unfinished',
      'GHSA-1 of lodash: found 4.17.15, ignored 4.17.15 Not reached, not-told, unfinished',
      'GHSA-2 of minimist: found 1.2.0, other-package 0.6.0 optimist, only-others 1.2.0, other-versions 0.1.0',
      'GHSA-2 of optimist: not-in-source, found 0.6.0, not-told, unfinished',
      'GHSA-3 of express: not-affected 4.18.0, found 3.0.0, found 4.18.0, unfinished',
      'GHSA-7 of minimist: no-record 1.2.0, not-told, found 1.2.0, found 0.1.0',
      'GHSA-8 of left-pad: not-in-source, found 1.0.0, not-told, unfinished',
    ]);
  });

  it('say what became known since the last report, and what versions our own sees', async () => {
    await report('grype', [said('GHSA-3', 'express', '3.0.0')], {
      ranAt: '2026-01-01T00:00:00Z',
    });
    await knex('vulnerabilities').update({
      published_at: new Date('2026-02-01T00:00:00Z'),
    });
    expect(await opinions()).toEqual([
      'GHSA-1 of lodash: found 4.17.15, newer-data 2026-02-01T00:00:00.000Z',
      'GHSA-2 of minimist: found 1.2.0, newer-data 2026-02-01T00:00:00.000Z',
      'GHSA-3 of express: other-versions 4.18.0, found 3.0.0',
    ]);
  });

  it('are those that look at dependencies, also where they find nothing', async () => {
    await report('grype', []);
    await report('semgrep', [
      said('x', 'y', '1', {
        kind: 'code',
        package: undefined,
        vulnerability: undefined,
      }),
    ]);
    const { tools } = await compare();
    expect(tools.map(({ tool }) => tool)).toEqual(['safety-curtain', 'grype']);
  });

  it('come a page at a time', async () => {
    await report('grype', [said('GHSA-9', 'express', '4.18.0')]);
    const first = await compare({ limit: 2 });
    const rest = await compare({ limit: 2, cursor: first.nextCursor });
    expect(first.items).toHaveLength(2);
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeUndefined();
  });
});
