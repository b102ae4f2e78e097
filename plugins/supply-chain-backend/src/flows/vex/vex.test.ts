import type { VexExportQuery } from '@safety-curtain/plugin-supply-chain-common';
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
import { NO_POLICIES, triage } from '../../__testUtils__/triage';
import { readVexText } from '../../__testUtils__/vex';
import { servicePurl } from '../../records/targets/servicePurl';
import { readManifests } from '../../records/inventory/snapshots';
import { readFinding } from '../../views/findings/findingDetail';
import { listFindings } from '../../views/findings/listFindings';
import { storeAdvisories } from '../advise/storeAdvisories';
import { decideFindings } from '../triage/decideFindings';
import { Triager } from '../triage/Triager';
import { VexImports } from './VexImports';
import { writeVex } from './writeVex';

const SHOP = 'component:default/shop';
const ID = 'CVE-2021-1000';

interface Statement {
  vulnerability?: string;
  products: object[];
  status?: string;
}

/** An OpenVEX document. */
function openVex(...statements: Statement[]): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://vendor.example/vex/1',
    author: 'Vendor',
    timestamp: '2026-01-01T00:00:00Z',
    version: 1,
    statements: statements.map(({ vulnerability = ID, products, status }) => ({
      vulnerability: { name: vulnerability },
      products,
      status: status ?? 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
    })),
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

  const take = (text: string, entityRef?: string) =>
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

  const write = async (query: Partial<VexExportQuery>, now = new Date()) => {
    const target = await knex('targets').where('entity_ref', SHOP).first();
    return writeVex(
      { knex, archive: archiveOf(knex) },
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
});
