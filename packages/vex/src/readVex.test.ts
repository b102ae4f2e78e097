import {
  describeCorpora,
  endsWell,
  readCorpus,
  readLines,
} from '@safety-curtain/testing';
import fc from 'fast-check';
import { onlyMatchable } from './matching/matchable';
import { readVex } from './readVex';
import { VexError } from './VexError';

interface Indexed {
  file: string;
  statements?: number;
  statuses?: Record<string, number>;
}

describeCorpora(
  'real VEX documents',
  () => {
    const indexed = readLines('vex/index.ndjson').map(
      line => JSON.parse(line) as Indexed,
    );

    it.each(indexed.map(entry => [entry.file, entry] as const))(
      'reads %s, and says of what is not understood',
      (file, { statuses }) => {
        const { statements, notUnderstood } = readVex(
          readCorpus(`vex/${file}`),
        );
        const counted: Record<string, number> = {};
        for (const { original } of statements) {
          counted[original!.status] = (counted[original!.status] ?? 0) + 1;
        }
        expect(statements.length + notUnderstood.length).toBeGreaterThan(0);
        // The index counts statements of OpenVEX alone.
        expect(counted).toEqual(statuses ?? counted);
        expect(statuses ? notUnderstood : []).toEqual([]);
      },
    );

    it('tells of products of a vendor that have a CPE and no purl', () => {
      const { statements, notUnderstood } = readVex(
        readCorpus('vex/csaf/guacsec_guac__rhsa-csaf.json'),
      );
      expect(statements.map(({ subjects }) => subjects)).toEqual([]);
      expect(notUnderstood[0].reason).toMatch(/has no purl/);
    });

    it('reads what a vendor says of its packages', () => {
      const { statements } = readVex(
        readCorpus('vex/csaf/anchore_grype__csaf-demo2.json'),
      );
      expect(statements[0]).toMatchObject({
        vulnerability: { id: 'CVE-2023-3817' },
        analysis: { state: 'not_affected' },
      });
    });
  },
  'vex',
);

describe('readVex', () => {
  it.each([
    ['', /empty/],
    ['<html><body>Not found</body></html>', /HTML|page/i],
    ['{', /JSON/i],
    ['[]', /neither CycloneDX/],
    [
      '{"bomFormat":"CycloneDX","specVersion":"1.3","vulnerabilities":[]}',
      /1\.3 is not read/,
    ],
    ['{"bomFormat":"CycloneDX","specVersion":"1.6"}', /has none/],
    ['{"@context":"https://openvex.dev/ns/v1.0.0","statements":[]}', /0\.2\.0/],
    ['{"@context":"https://openvex.dev/ns/v0.2.0"}', /has none/],
    ['{"document":{"csaf_version":"1.2","category":"csaf_vex"}}', /CSAF 1\.2/],
    ['{"document":{"csaf_version":"2.0","category":"csaf_base"}}', /csaf_base/],
    ['<bom xmlns="http://example.org/other"/>', /not a CycloneDX document/],
  ])('refuses %j', (text, message) => {
    expect(() => readVex(text)).toThrow(VexError);
    expect(() => readVex(text)).toThrow(message);
  });

  it('takes no statement that names no product for one of all products', () => {
    const { statements, notUnderstood } = readVex(
      JSON.stringify({
        '@context': 'https://openvex.dev/ns/v0.2.0',
        statements: [
          { vulnerability: { name: 'CVE-1' }, status: 'fixed' },
          {
            vulnerability: { name: 'CVE-1' },
            status: 'fixed',
            products: [{ '@id': '*' }],
          },
        ],
      }),
    );
    expect(statements).toEqual([]);
    expect(notUnderstood).toEqual([
      {
        at: 'statements[0]',
        reason: expect.stringMatching(/names no product/),
      },
      { at: 'statements[1].products[0]', reason: expect.any(String) },
      {
        at: 'statements[1]',
        reason: expect.stringMatching(/names no product/),
      },
    ]);
  });

  it('refuses more products than a document may name', () => {
    const product = (count: number) => ({
      '@id': 'pkg:npm/a@1',
      subcomponents: Array.from({ length: count }, (_, i) => ({
        '@id': `pkg:npm/b-${i}@1`,
      })),
    });
    const statement = {
      vulnerability: { name: 'CVE-1' },
      status: 'fixed',
      products: Array.from({ length: 30 }, () => product(1000)),
    };
    const text = JSON.stringify({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      statements: Array.from({ length: 20 }, () => statement),
    });
    expect(() => readVex(text)).toThrow(/more than 500000 products/);
  });

  it('reads CycloneDX in XML as in JSON', () => {
    const xml = `<?xml version="1.0"?>
      <bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="2">
        <components>
          <component type="library" bom-ref="a"><name>left-pad</name><purl>pkg:npm/left-pad@1.3.0</purl></component>
        </components>
        <vulnerabilities>
          <vulnerability>
            <id>CVE-2026-1</id>
            <references><reference><id>GHSA-aaaa-bbbb-cccc</id><source><name>GitHub</name></source></reference></references>
            <analysis>
              <state>exploitable</state>
              <responses><response>update</response><response>workaround_available</response></responses>
              <detail>Soon.</detail>
            </analysis>
            <affects><target><ref>a</ref><versions><version><range>vers:npm/&lt;2.0.0</range><status>affected</status></version></versions></target></affects>
          </vulnerability>
        </vulnerabilities>
      </bom>`;
    expect(readVex(xml)).toMatchObject({
      format: 'CycloneDX',
      specVersion: '1.5',
      version: '2',
      notUnderstood: [],
      statements: [
        {
          vulnerability: { id: 'CVE-2026-1', aliases: ['GHSA-aaaa-bbbb-cccc'] },
          analysis: {
            state: 'exploitable',
            responses: ['update', 'workaround_available'],
            detail: 'Soon.',
          },
          subjects: [
            {
              package: {
                purl: 'pkg:npm/left-pad@1.3.0',
                versions: [{ range: 'vers:npm/<2.0.0' }],
              },
            },
          ],
        },
      ],
    });
  });

  const VULNERABILITIES = [
    {
      id: 'CVE-2026-1',
      analysis: { state: 'not_affected' },
      affects: [
        { ref: 'part' },
        { ref: 'whole' },
        { ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#part' },
      ],
    },
  ];
  const bomLink = 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1';

  it.each([
    [
      'its purl',
      { purl: 'pkg:npm/acme-sdk@1.0.0' },
      expect.objectContaining({ purl: 'pkg:npm/acme-sdk@1.0.0' }),
    ],
    [
      'its BOM-Link',
      { externalReferences: [{ type: 'bom', url: bomLink }] },
      { text: bomLink, bomLink },
    ],
    [
      'its BOM-Link, where its purl is none',
      {
        purl: 'pkg:composer/__root__@dev',
        externalReferences: [
          { type: 'bom', url: `${bomLink}#part` },
          { type: 'bom', url: bomLink },
        ],
      },
      { text: bomLink, bomLink },
    ],
    ['no name that others know', {}, undefined],
    [
      'no name that can be matched',
      {
        purl: 'pkg:maven/app@1',
        externalReferences: [{ type: 'bom', url: `${bomLink}#part` }],
      },
      undefined,
    ],
  ])(
    'takes parts of a CycloneDX document for parts of what it is about, by %s',
    (_, component, within) => {
      const document = readVex(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          metadata: {
            component: { 'bom-ref': 'whole', name: 'acme-sdk', ...component },
          },
          components: [
            {
              'bom-ref': 'part',
              name: 'lodash',
              purl: 'pkg:npm/lodash@4.17.0',
            },
          ],
          vulnerabilities: VULNERABILITIES,
        }),
      );
      const [part, ...others] = document.statements[0].subjects;
      const whole = others[0].package;
      expect(whole).toEqual(within ?? whole);
      expect(part.within).toEqual(within);
      expect(onlyMatchable(document).statements[0].subjects[0]).toEqual(part);
      // The whole itself, and what a link into an SBOM names, is meant as it is named.
      expect(others.map(one => one.within)).toEqual(
        others.map(() => undefined),
      );
    },
  );

  it('takes parts of a CycloneDX document in XML for parts of what it is about', () => {
    const { statements, product } = readVex(
      `<bom xmlns="http://cyclonedx.org/schema/bom/1.6">
        <metadata><component type="library" bom-ref="whole"><name>acme-sdk</name><purl>pkg:npm/acme-sdk@1.0.0</purl></component></metadata>
        <components>
          <component type="library" bom-ref="part"><name>lodash</name><purl>pkg:npm/lodash@4.17.0</purl></component>
        </components>
        <vulnerabilities>
          <vulnerability>
            <id>CVE-2026-1</id>
            <analysis><state>not_affected</state></analysis>
            <affects><target><ref>part</ref></target></affects>
          </vulnerability>
        </vulnerabilities>
      </bom>`,
    );
    expect(product?.purl).toBe('pkg:npm/acme-sdk@1.0.0');
    expect(statements[0].subjects[0].within).toEqual(product);
  });

  it('resolves groups and parts of products, and circles of them', () => {
    const product = (id: string, purl: string) => ({
      product_id: id,
      name: id,
      product_identification_helper: { purl },
    });
    const { statements, notUnderstood } = readVex(
      JSON.stringify({
        document: { csaf_version: '2.1', category: 'csaf_vex' },
        product_tree: {
          full_product_names: [product('whole', 'pkg:maven/shop/whole@1')],
          branches: [
            {
              category: 'product_version_range',
              name: 'vers:maven/<2',
              product: {
                product_id: 'part',
                name: 'part',
                product_identification_helper: {
                  purls: ['pkg:maven/shop/part', 'pkg:maven/shop/part-all'],
                },
              },
            },
          ],
          relationships: [
            ['part', 'whole', 'part-in-whole'],
            ['a', 'whole', 'b'],
            ['b', 'whole', 'a'],
          ].map(([part, whole, id]) => ({
            category: 'default_component_of',
            product_reference: part,
            relates_to_product_reference: whole,
            full_product_name: { product_id: id, name: id },
          })),
          product_groups: [
            { group_id: 'all', product_ids: ['part-in-whole', 'a'] },
          ],
        },
        vulnerabilities: [
          {
            cve: 'CVE-2026-1000',
            product_status: {
              known_not_affected: ['part-in-whole', 'a', 'missing'],
            },
            flags: [
              { label: 'inline_mitigations_already_exist', group_ids: ['all'] },
            ],
          },
        ],
      }),
    );
    expect(statements).toEqual([
      expect.objectContaining({
        analysis: expect.objectContaining({
          state: 'not_affected',
          justification: 'protected_by_mitigating_control',
        }),
        subjects: [
          {
            package: expect.objectContaining({
              purl: 'pkg:maven/shop/part',
              versions: [{ range: 'vers:maven/<2' }],
            }),
            within: expect.objectContaining({ purl: 'pkg:maven/shop/whole@1' }),
          },
          {
            package: expect.objectContaining({
              purl: 'pkg:maven/shop/part-all',
              versions: [{ range: 'vers:maven/<2' }],
            }),
            within: expect.objectContaining({ purl: 'pkg:maven/shop/whole@1' }),
          },
        ],
      }),
    ]);
    expect(notUnderstood.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/part of itself/),
      expect.stringMatching(/no product 'missing'/),
    ]);
  });

  // eslint-disable-next-line jest/expect-expect -- the property is what is expected
  it('reads any JSON or says what is wrong with it', () => {
    const heads = fc.constantFrom(
      { bomFormat: 'CycloneDX', specVersion: '1.6' },
      { '@context': 'https://openvex.dev/ns/v0.2.0' },
      { document: { csaf_version: '2.0', category: 'csaf_vex' } },
    );
    const names = fc.constantFrom(
      'statements',
      'vulnerabilities',
      'products',
      'product_tree',
      'affects',
      'analysis',
      'state',
      'ref',
      'id',
      'status',
      'relationships',
      'branches',
      'product_status',
      'fixed',
      '@id',
      'versions',
      'metadata',
      'components',
    );
    const body = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, 1, true, 'fixed', 'pkg:npm/a@1', 'CVE-1', ''),
        fc.constant({ toString: 1 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 5 }),
      ),
      root: fc.dictionary(names, tie('value'), { maxKeys: 6 }),
    }));
    fc.assert(
      fc.property(heads, body.root, (head, rest) =>
        endsWell(
          () => readVex(JSON.stringify({ ...(rest as object), ...head })),
          VexError,
        ),
      ),
      { numRuns: 1000 },
    );
  });
});
