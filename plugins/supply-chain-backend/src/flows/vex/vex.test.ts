import type { VexExportQuery } from '@safety-curtain/plugin-supply-chain-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import fs from 'node:fs/promises';
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
import { NO_POLICIES, triage, triagerOf } from '../../__testUtils__/triage';
import { readVexText } from '../../__testUtils__/vex';
import { inTransaction } from '../../database/transactions';
import { moveDecision } from '../../records/decisions/decisionStore';
import { retriageDecided } from '../../records/findings/retriage';
import { servicePurl } from '../../records/targets/servicePurl';
import { readManifests } from '../../records/inventory/snapshots';
import { readFinding } from '../../views/findings/findingDetail';
import { listFindings } from '../../views/findings/listFindings';
import { readChangelog } from '../../views/releases/readChangelog';
import { storeAdvisories } from '../advise/storeAdvisories';
import { Releases } from '../release/Releases';
import { decideFindings } from '../triage/decideFindings';
import { Triager } from '../triage/Triager';
import type { TakenVex } from './importVex';
import { approvesFor, type Waits, waitsFor } from './statementApproval';
import { VexImports } from './VexImports';
import { writeVex } from './writeVex';

const SHOP = 'component:default/shop';
const ID = 'CVE-2021-1000';

interface Statement {
  vulnerability?: string;
  products: object[];
  status?: string;
  detail?: string;
}

/** An OpenVEX document. */
function openVex(...statements: Statement[]): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://vendor.example/vex/1',
    author: 'Vendor',
    timestamp: '2026-01-01T00:00:00Z',
    version: 1,
    statements: statements.map(
      ({ vulnerability = ID, products, status, detail }) => ({
        vulnerability: { name: vulnerability },
        products,
        status: status ?? 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        impact_statement: detail,
      }),
    ),
  });
}

const product = (id: string, ...parts: string[]) => ({
  '@id': id,
  ...(parts.length > 0 && {
    subcomponents: parts.map(part => ({ '@id': part })),
  }),
});

describe.each(databaseIds)('VEX on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'), catalogTarget('pay'));
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-1', 'lodash', '4.17.21', { aliases: [ID] }),
        advisory('GHSA-2', 'minimist', undefined),
      ],
      new Date(),
    );
  });

  /** `direct`: whether the service asks for lodash itself, beside its vendor. */
  const scanShop = (direct: boolean, versions = ['4.17.0']) =>
    storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('vendor', '1.0.0', {
          dependsOn: versions.map(one => `pkg:npm/lodash@${one}`),
        }),
        ...versions.map(one => npm('lodash', one, { direct })),
        npm('minimist', '1.0.0'),
      ),
    ]);

  const take = (
    text: string,
    entityRef?: string,
    waits?: Waits,
    sent: Pick<Partial<TakenVex>, 'importedBy' | 'approves'> = {},
  ) =>
    readVexText(text, ({ heading, statements, sha256 }) =>
      new VexImports({
        knex,
        triager: new Triager({
          knex,
          archive: archiveOf(knex),
          triage: { rules: [], duePolicies: [] },
        }),
      }).take(
        {
          heading,
          sha256,
          scope: entityRef
            ? { kind: 'entity', ref: entityRef }
            : { kind: 'organization', ref: '' },
          ref: heading.id ?? sha256,
          author: heading.author,
          importedBy: 'user:default/ann',
          waits,
          ...sent,
        },
        statements,
        {},
        new Date(),
      ),
    );

  /** What is listed, as `shop lodash dismissed not_affected`. */
  async function listed(): Promise<string[]> {
    const { items } = await listFindings(
      knex,
      { state: ['open', 'dismissed'], limit: 100 },
      {},
    );
    return items
      .map(one =>
        [one.targetName, one.package, one.state, one.analysis]
          .filter(Boolean)
          .join(' '),
      )
      .sort();
  }

  async function alsoSaid(name: string) {
    const { items } = await listFindings(
      knex,
      { state: ['open', 'dismissed'] },
      { entityRef: SHOP },
    );
    const finding = items.find(one => one.package === name)!;
    const detail = await readFinding(
      knex,
      finding.id,
      {},
      {
        ...NO_POLICIES,
        manifests: targetId => readManifests(knex, archiveOf(knex), targetId),
      },
    );
    return detail.alsoSaid;
  }

  const write = async (query: Partial<VexExportQuery>, now = new Date()) => {
    const target = await knex('targets').where('entity_ref', SHOP).first();
    return writeVex(
      { knex, archive: archiveOf(knex), triager: triagerOf(knex) },
      target!,
      query,
      {
        author: { name: 'Shop', namespace: 'https://shop.example' },
        tool: { name: 'Safety Curtain', version: '1' },
      },
      now,
    );
  };

  const decide = (packageName: string, analysis: object) =>
    listFindings(knex, { state: ['open'] }, { entityRef: SHOP }).then(
      ({ items }) =>
        decideFindings(
          knex,
          {
            ids: [items.find(one => one.package === packageName)!.id],
            analysis: analysis as never,
            reason: 'Only the parser is called.',
          },
          { who: 'user:default/ann', decide: {}, propose: {}, approve: false },
          { longestExceptionMs: 366 * 86_400_000 },
          new Date(),
        ),
    );

  const ofVendor = openVex({ products: [product('pkg:npm/vendor@1.0.0')] });

  it('of a vendor counts where every way leads through its package', async () => {
    await scanShop(false);
    const report = await take(ofVendor);
    expect(report).toMatchObject({ applied: 1, dismissedFindings: 1 });
    expect(await listed()).toEqual([
      'shop lodash dismissed not_affected',
      'shop minimist open',
    ]);
  });

  it('of a vendor is information where another way leads to it, now or later', async () => {
    await scanShop(true);
    const report = await take(ofVendor);
    expect(report).toMatchObject({
      applied: 0,
      information: { count: 1, items: [{ entityRef: SHOP }] },
    });
    expect(await listed()).toEqual(['shop lodash open', 'shop minimist open']);
    expect(await alsoSaid('lodash')).toMatchObject([
      { standing: 'information', verdict: 'not_affected' },
    ]);
    await scanShop(false);
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash dismissed not_affected');
    await scanShop(true);
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash open');
  });

  it('is about a package in a product alone, where it says so', async () => {
    await scanShop(false);
    await storeScanOf(knex, 'component:default/pay', [
      lockFile('package-lock.json', npm('lodash', '4.17.0')),
    ]);
    const within = product('pkg:npm/vendor', 'pkg:npm/lodash@4.17.0');
    await take(openVex({ products: [within] }));
    await triage(knex);
    expect(await listed()).toEqual([
      'pay lodash open',
      'shop lodash dismissed not_affected',
      'shop minimist open',
    ]);
  });

  it('in CycloneDX is about parts of what its document is about, and of the service it is sent for', async () => {
    const ofSdk = (serial: string) =>
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        serialNumber: `urn:uuid:${serial}`,
        version: 1,
        metadata: {
          component: { name: 'vendor', purl: 'pkg:npm/vendor@1.0.0' },
        },
        vulnerabilities: [
          {
            id: ID,
            analysis: { state: 'not_affected' },
            affects: [{ ref: 'pkg:npm/lodash@4.17.0' }],
          },
        ],
      });
    await scanShop(false);
    await storeScanOf(knex, 'component:default/pay', [
      lockFile('package-lock.json', npm('lodash', '4.17.0')),
    ]);
    await take(ofSdk('3e671687-395b-41f5-a30f-a58921a69b79'));
    await triage(knex);
    expect(await listed()).toEqual([
      'pay lodash open',
      'shop lodash dismissed not_affected',
      'shop minimist open',
    ]);
    await take(
      ofSdk('4e671687-395b-41f5-a30f-a58921a69b79'),
      'component:default/pay',
    );
    await triage(knex);
    expect((await listed())[0]).toBe('pay lodash dismissed not_affected');
  });

  it('of a service that is sent for all is about that service alone', async () => {
    await scanShop(true);
    await storeScanOf(knex, 'component:default/pay', [
      lockFile('package-lock.json', npm('lodash', '4.17.0')),
    ]);
    await decide('lodash', { state: 'not_affected' });
    await triage(knex);
    const { text } = await write({});
    await knex('decision_events').delete();
    await knex('decisions').delete();
    await take(text);
    await knex('findings').increment('triage_changes');
    await triage(knex);
    expect(await listed()).toEqual([
      'pay lodash open',
      'shop lodash dismissed not_affected',
      'shop minimist open',
    ]);
  });

  /** An OpenVEX document about lodash, as of a day. */
  const ofDay = (
    name: string,
    ...statements: [timestamp: string, status: string][]
  ) =>
    JSON.stringify({
      ...JSON.parse(openVex()),
      '@id': `https://vendor.example/vex/${name}`,
      statements: statements.map(([timestamp, status]) => ({
        vulnerability: { name: ID },
        products: [product('pkg:npm/lodash@4.17.0')],
        status,
        ...(status === 'not_affected' && {
          justification: 'vulnerable_code_not_present',
        }),
        timestamp,
      })),
    });
  const JANUARY = '2026-01-10T00:00:00Z';
  const MARCH = '2026-03-10T00:00:00Z';

  it('counts as it was said last, wherever it stands and whenever it came', async () => {
    await scanShop(true);
    await take(ofDay('1', [MARCH, 'affected'], [JANUARY, 'not_affected']));
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash open exploitable');
    await take(ofDay('2', ['2026-02-10T00:00:00Z', 'fixed']));
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash open exploitable');
    await take(ofDay('3', ['2026-04-10T00:00:00Z', 'fixed']));
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash dismissed resolved');
  });

  it('of the future, or issued once, counts as of its day', async () => {
    await scanShop(true);
    const issued = (name: string, state: string, times: object) =>
      take(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          serialNumber: `urn:uuid:${name}e671687-395b-41f5-a30f-a58921a69b79`,
          version: 1,
          metadata: { timestamp: MARCH },
          vulnerabilities: [
            {
              id: ID,
              analysis: { state, ...times },
              affects: [{ ref: 'pkg:npm/lodash@4.17.0' }],
            },
          ],
        }),
      );
    await issued('1', 'not_affected', { firstIssued: JANUARY });
    await take(ofDay('1', ['2026-02-10T00:00:00Z', 'affected']));
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash open exploitable');
    await issued('2', 'not_affected', { lastUpdated: '2999-01-01T00:00:00Z' });
    const after = new Date();
    const said = await knex('decisions')
      .where('origin_ref', 'like', 'urn:uuid:2%')
      .pluck('said_at');
    expect(new Date(said[0]!).getTime()).toBeLessThanOrEqual(after.getTime());
  });

  it('waits for somebody else where decisions of its kind do, and stays approved', async () => {
    const waits = waitsFor(
      { states: ['not_affected'], severities: [], secondPerson: true },
      true,
    );
    const minimist: Statement = {
      vulnerability: 'GHSA-2',
      products: [product('pkg:npm/minimist')],
      status: 'fixed',
    };
    // Longer than what is kept of it.
    const detail = 'So. '.repeat(1500);
    const lodash = { products: [product('pkg:npm/lodash')], detail };
    const version = (number: number, ...statements: Statement[]) =>
      JSON.stringify({
        ...JSON.parse(openVex(...statements)),
        version: number,
      });
    await scanShop(true);
    const report = await take(version(1, lodash, minimist), SHOP, waits);
    expect(report).toMatchObject({ proposed: 1, applied: 1 });
    await triage(knex);
    expect(await listed()).toEqual([
      'shop lodash open',
      'shop minimist dismissed resolved',
    ]);
    const step = async (name: 'approve' | 'reject') => {
      const { id: waiting } = (await knex('decisions')
        .where('state', 'proposed')
        .first('id'))!;
      await inTransaction(knex, trx =>
        moveDecision(
          trx,
          String(waiting),
          name,
          { who: 'user:default/bob' },
          { 'vulnerability-analysis': (_, row) => retriageDecided(trx, [row]) },
          new Date(),
        ),
      );
      await triage(knex);
    };
    await step('approve');
    expect((await listed())[0]).toBe('shop lodash dismissed not_affected');
    const again = await take(version(2, minimist, lodash), SHOP, waits);
    expect(again).toMatchObject({ proposed: 0, superseded: 2, applied: 2 });
    await triage(knex);
    expect((await listed())[0]).toBe('shop lodash dismissed not_affected');
    const row = await knex('decisions')
      .where({ state: 'active', verdict: 'not_affected' })
      .first();
    expect(row).toMatchObject({
      author: 'user:default/ann',
      approver: 'user:default/bob',
    });
    const other = { products: [product('pkg:npm/lodash@4.17.0')], detail };
    const third = await take(version(3, other), SHOP, waits);
    expect(third).toMatchObject({ proposed: 1, superseded: 2 });
    await step('reject');
    const fourth = await take(version(4, other), SHOP, waits);
    expect(fourth).toMatchObject({ proposed: 0, applied: 0 });
    expect(await listed()).toEqual(['shop lodash open', 'shop minimist open']);
  });

  describe('where those who may approve send documents as well', () => {
    const approval = {
      states: ['not_affected'],
      severities: [],
      secondPerson: false,
    };
    const send = (version: number, sender: string, mayApprove: boolean) =>
      take(
        JSON.stringify({
          ...JSON.parse(openVex({ products: [product('pkg:npm/lodash')] })),
          version,
        }),
        SHOP,
        waitsFor(approval, mayApprove),
        { importedBy: sender, approves: approvesFor(approval, mayApprove) },
      );
    const live = () =>
      knex('decisions')
        .whereIn('state', ['active', 'proposed'])
        .select('id', 'state', 'author', 'approver');

    it('goes on waiting as what it was, until one of them sends it; that holds for those who may not', async () => {
      await scanShop(true);
      await send(1, 'ann', false);
      const [waiting] = await live();
      expect(waiting).toMatchObject({ state: 'proposed', author: 'ann' });
      const report = await send(2, 'ann', false);
      expect(report).toMatchObject({ proposed: 1, superseded: 0 });
      expect(await live()).toEqual([waiting]);
      const [{ evidence }] = await knex('decisions').where('id', waiting.id);
      expect(JSON.parse(evidence!).document.version).toBe('2');
      expect(await knex('decision_events').pluck('kind')).toEqual(['proposed']);
      await send(3, 'bob', true);
      expect(await live()).toMatchObject([
        { state: 'active', author: 'bob', approver: 'bob' },
      ]);
      await send(4, 'ann', false);
      expect(await live()).toMatchObject([
        { state: 'active', author: 'ann', approver: 'bob' },
      ]);
      await send(5, 'eve', true);
      expect(await live()).toMatchObject([
        { state: 'active', author: 'eve', approver: 'bob' },
      ]);
    });

    it('was approved by nobody where nothing waited when it was sent', async () => {
      await scanShop(true);
      await take(openVex({ products: [product('pkg:npm/lodash')] }), SHOP);
      expect(await live()).toMatchObject([{ state: 'active' }]);
      await send(2, 'bob', false);
      expect(await live()).toMatchObject([{ state: 'proposed' }]);
    });
  });

  it('is given out with the times at which it was said', async () => {
    await scanShop(true);
    const analysis = {
      state: 'not_affected',
      firstIssued: JANUARY,
      lastUpdated: MARCH,
    };
    await take(
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        vulnerabilities: [
          { id: ID, analysis, affects: [{ ref: 'pkg:npm/lodash@4.17.0' }] },
        ],
      }),
    );
    await triage(knex);
    const { text } = await write({});
    expect(JSON.parse(text).vulnerabilities[0].analysis).toMatchObject({
      firstIssued: '2026-01-10T00:00:00.000Z',
      lastUpdated: '2026-03-10T00:00:00.000Z',
    });
  });

  it('is information where it speaks of some of the versions', async () => {
    await scanShop(true, ['4.17.0', '4.17.1']);
    const report = await take(
      openVex({ products: [product('pkg:npm/lodash@4.17.0')] }),
    );
    expect(report).toMatchObject({ applied: 0, information: { count: 1 } });
    expect(await listed()).toEqual(['shop lodash open', 'shop minimist open']);
  });

  it('waits for a finding, and for the name of its vulnerability', async () => {
    await take(
      openVex({
        vulnerability: 'GHSA-3',
        products: [product('pkg:npm/minimist')],
      }),
    );
    await scanShop(true);
    await triage(knex);
    expect(await listed()).toEqual(['shop lodash open', 'shop minimist open']);
    const joined = advisory('GHSA-2', 'minimist', undefined, {
      aliases: ['GHSA-3'],
      modified: '2026-02-01T00:00:00Z',
    });
    await storeAdvisories(knex, 'test', [joined], new Date());
    await triage(knex);
    expect(await listed()).toEqual([
      'shop lodash open',
      'shop minimist dismissed not_affected',
    ]);
  });

  it('stores nothing where its last statement cannot be stored', async () => {
    await scanShop(true);
    const text = openVex({ products: [product('pkg:npm/lodash')] });
    const broken = readVexText(
      text,
      async ({ heading, statements, sha256 }) => {
        await fs.appendFile(statements, '{"at": "cut o');
        return new VexImports({ knex, triager: undefined as never }).take(
          {
            heading,
            sha256,
            scope: { kind: 'organization', ref: '' },
            ref: 'a',
            importedBy: 'user:default/ann',
          },
          statements,
          {},
          new Date(),
        );
      },
    );
    await expect(broken).rejects.toThrow(/JSON/);
    expect(await knex('decisions').select('id')).toEqual([]);
    expect(await knex('vex_documents').select('id')).toEqual([]);
  });

  it.each([
    { format: 'cyclonedx-1.6' },
    { format: 'cyclonedx-1.7' },
    { format: 'openvex' },
    { format: 'openvex', product: 'package' },
    { format: 'csaf-2.0' },
  ] as const)(
    'that is given out and read again says the same: %p',
    async query => {
      await scanShop(true, ['4.17.0', '4.17.1']);
      await decide('lodash', {
        state: 'not_affected',
        justification: 'protected_at_perimeter',
      });
      await decide('minimist', {
        state: 'exploitable',
        responses: ['update', 'workaround_available'],
      });
      await triage(knex);
      const before = await listed();
      expect(before).toEqual([
        'shop lodash dismissed not_affected',
        'shop minimist open exploitable',
      ]);
      const columns = ['verdict', 'justification', 'responses', 'reason'];
      const said = () =>
        knex('decisions')
          .where('state', 'active')
          .orderBy('vulnerability')
          .distinct(['vulnerability', ...columns]);
      const decided = await said();
      const { text } = await write(query);

      await knex('decision_events').delete();
      await knex('decisions').delete();
      await knex('findings').increment('triage_changes');
      await triage(knex);
      expect(await listed()).toEqual([
        'shop lodash open',
        'shop minimist open',
      ]);
      const report = await take(text, SHOP);
      expect(report).toMatchObject({
        notUnderstood: { count: 0 },
        matchedNothing: { count: 0 },
      });
      expect(await said()).toEqual(decided);
      // One entry of a package with two versions is one statement; of OpenVEX it is two.
      expect(report.applied + report.information.count).toBeGreaterThan(1);
    },
  );

  it('that is given out has the same version until something was decided', async () => {
    await scanShop(true);
    await decide('lodash', { state: 'not_affected' });
    await triage(knex);
    const first = await write({}, new Date('2026-03-01T00:00:00Z'));
    const again = await write({}, new Date('2026-03-02T00:00:00Z'));
    expect(again.text).toBe(first.text);
    expect(JSON.parse(first.text)).toMatchObject({
      version: 1,
      metadata: {
        timestamp: '2026-03-01T00:00:00.000Z',
        component: { purl: servicePurl(SHOP) },
      },
    });
    await decide('minimist', { state: 'false_positive' });
    await triage(knex);
    const next = await write({}, new Date('2026-03-03T00:00:00Z'));
    expect(JSON.parse(next.text)).toMatchObject({
      version: 2,
      serialNumber: JSON.parse(first.text).serialNumber,
    });
    const all = await write({ kind: 'vdr' });
    expect(JSON.parse(all.text).vulnerabilities).toHaveLength(2);
  });

  describe('of a release', () => {
    const release = async (name: string) => {
      const releases = new Releases({
        knex,
        archive: archiveOf(knex),
        logger: mockServices.logger.mock(),
      });
      const who = 'user:default/ann';
      const made = await releases.make({ entityRef: SHOP, name, who });
      return String(made.release.id);
    };
    /** What a document says, as `CVE-2021-1000 pkg:npm/lodash@4.17.0 not_affected`. */
    const said = async (query: Partial<VexExportQuery>) => {
      const { text } = await write(query);
      const { vulnerabilities } = JSON.parse(text);
      return vulnerabilities.flatMap(
        (one: {
          id: string;
          analysis?: { state: string };
          affects: { ref: string }[];
        }) =>
          one.affects.map(({ ref }) =>
            [one.id, ref.split('#').at(-1), one.analysis?.state]
              .filter(Boolean)
              .join(' '),
          ),
      );
    };
    const scan = async (...components: ReturnType<typeof npm>[]) => {
      await storeScanOf(knex, SHOP, [
        lockFile('package-lock.json', ...components),
      ]);
      await triage(knex);
    };

    it('tells what that has, though the service has left it, as comparing does', async () => {
      await scanShop(true);
      await triage(knex);
      await decide('lodash', {
        state: 'not_affected',
        justification: 'code_not_reachable',
      });
      await triage(knex);
      const first = await release('1.0.0');
      await scan(npm('lodash', '4.17.21'));
      const second = await release('2.0.0');
      expect(await said({ kind: 'vdr' })).toEqual([]);
      expect(await said({ kind: 'vdr', release: '2.0.0' })).toEqual([]);
      expect(await said({ kind: 'vdr', release: '1.0.0' })).toEqual([
        'CVE-2021-1000 pkg:npm/lodash@4.17.0 not_affected',
        'GHSA-2 pkg:npm/minimist@1.0.0',
      ]);
      expect(await said({ release: '1.0.0' })).toEqual([
        'CVE-2021-1000 pkg:npm/lodash@4.17.0 not_affected',
      ]);
      const { findings } = await readChangelog(
        knex,
        archiveOf(knex),
        { id: second, base: first },
        { targets: {}, findings: {}, licenses: {} },
      );
      expect(findings!.fixed.items.map(one => one.vulnerability)).toEqual([
        'CVE-2021-1000',
        'GHSA-2',
      ]);
    });

    it('says nothing by what was decided of another version', async () => {
      await scan(npm('minimist', '1.0.0'));
      await release('1.0.0');
      await scan(npm('minimist', '1.1.0'));
      await decide('minimist', {
        state: 'not_affected',
        justification: 'code_not_reachable',
      });
      await triage(knex);
      expect(await said({})).toEqual([
        'GHSA-2 pkg:npm/minimist@1.1.0 not_affected',
      ]);
      expect(await said({ release: '1.0.0' })).toEqual([]);
      expect(await said({ kind: 'vdr', release: '1.0.0' })).toEqual([
        'GHSA-2 pkg:npm/minimist@1.0.0',
      ]);
    });

    it('tells of one scope alone, as it is used in the release', async () => {
      await scan(
        npm('lodash', '4.17.0', { scope: 'development' }),
        npm('minimist', '1.0.0'),
      );
      await release('1.0.0');
      await scan(npm('lodash', '4.17.0'));
      const of = (scope: 'runtime' | 'development') =>
        said({ kind: 'vdr', release: '1.0.0', scope: [scope] });
      expect(await of('development')).toEqual([
        'CVE-2021-1000 pkg:npm/lodash@4.17.0',
      ]);
      expect(await of('runtime')).toEqual(['GHSA-2 pkg:npm/minimist@1.0.0']);
    });

    it('is the same document until something was decided, or became known', async () => {
      await scanShop(true);
      await release('1.0.0');
      const wanted = { kind: 'vdr', release: '1.0.0' } as const;
      const first = await write(wanted);
      await scan(npm('other', '1.0.0'));
      expect((await write(wanted, new Date(Date.now() + 60_000))).text).toBe(
        first.text,
      );
      await storeAdvisories(
        knex,
        'test',
        [advisory('GHSA-4', 'vendor', '2.0.0')],
        new Date(),
      );
      expect(await said(wanted)).toContain('GHSA-4 pkg:npm/vendor@1.0.0');
    });

    it('counts what a document says of its SBOM, though that is not in force', async () => {
      await scanShop(true);
      await release('1.0.0');
      const { text } = await write({ kind: 'vdr', release: '1.0.0' });
      const { url: link } =
        JSON.parse(text).metadata.component.externalReferences[0];
      await scan(npm('other', '1.0.0'));
      await take(openVex({ products: [product(link)] }), SHOP);
      expect(await said({ release: '1.0.0' })).toEqual([
        'CVE-2021-1000 pkg:npm/lodash@4.17.0 not_affected',
      ]);
    });

    it('is not there where no such release is', async () => {
      await scanShop(true);
      await expect(write({ release: '9' })).rejects.toThrow(
        `${SHOP} has no release 9`,
      );
    });
  });
});
