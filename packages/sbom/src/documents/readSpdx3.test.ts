import { readSbom } from './readSbom';

const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';

const made = {
  type: 'CreationInfo',
  '@id': '_:made',
  specVersion: '3.0.1',
  created: '2025-06-01T12:00:00Z',
  createdBy: ['urn:ann', 'urn:robot'],
  createdUsing: ['urn:tool'],
};

function element(type: string, spdxId: string, more: object = {}) {
  return { type, spdxId, creationInfo: '_:made', ...more };
}

function relation(from: string, type: string, to: string[], more: object = {}) {
  return element('Relationship', `urn:${from}-${type}-${to}`, {
    from,
    relationshipType: type,
    to,
    ...more,
  });
}

function read(...elements: object[]) {
  const document = { '@context': CONTEXT, '@graph': [made, ...elements] };
  return readSbom(Buffer.from(JSON.stringify(document)));
}

const parties = [
  element('Person', 'urn:ann', { name: 'Ann' }),
  element('SoftwareAgent', 'urn:robot', { name: 'robot' }),
  element('Tool', 'urn:tool', { name: 'maker 1.0' }),
  element('Organization', 'urn:makers', { name: 'Makers' }),
];

const document = [
  element('SpdxDocument', 'urn:doc', {
    name: 'doc',
    rootElement: ['urn:sbom'],
  }),
  element('software_Sbom', 'urn:sbom', { rootElement: ['urn:shop'] }),
  element('software_Package', 'urn:shop', {
    name: 'shop',
    software_packageVersion: '2',
    software_primaryPurpose: 'application',
  }),
];

describe('readSbom, of SPDX 3', () => {
  it('reads a package with all that is said of it elsewhere', () => {
    const sbom = read(
      ...parties,
      ...document,
      element('software_Package', 'urn:a', {
        name: 'a',
        software_packageVersion: '1.10',
        software_packageUrl: 'pkg:npm/a@1.10',
        software_copyrightText: 'NOASSERTION',
        software_homePage: 'https://a.test',
        software_downloadLocation: 'git+https://git.test/a@abc',
        suppliedBy: 'urn:makers',
        originatedBy: ['urn:ann', 'urn:makers'],
        externalIdentifier: [
          {
            type: 'ExternalIdentifier',
            externalIdentifierType: 'cpe23',
            identifier: 'cpe:2.3:a:s:a:1.10:*:*:*:*:*:*:*',
          },
        ],
        verifiedUsing: [
          { type: 'Hash', algorithm: 'sha1', hashValue: 'ab'.repeat(20) },
          {
            type: 'PackageVerificationCode',
            algorithm: 'sha1',
            hashValue: 'cd'.repeat(20),
          },
        ],
      }),
      element('software_Package', 'urn:b', {
        externalIdentifier: [
          {
            type: 'ExternalIdentifier',
            externalIdentifierType: 'packageUrl',
            identifier: 'pkg:npm/b@1',
          },
        ],
      }),
    );
    expect(sbom).toMatchObject({
      format: 'SPDX',
      encoding: 'json',
      specVersion: '3.0.1',
      subject: { ref: 'urn:shop', name: 'shop', version: '2' },
      metadata: {
        id: 'urn:doc',
        name: 'doc',
        timestamp: '2025-06-01T12:00:00Z',
        authors: ['Ann'],
        tools: ['robot', 'maker 1.0'],
      },
    });
    expect(sbom.components).toEqual([
      {
        ref: 'urn:a',
        path: '@graph[8]',
        name: 'a',
        version: '1.10',
        purl: 'pkg:npm/a@1.10',
        cpe: 'cpe:2.3:a:s:a:1.10:*:*:*:*:*:*:*',
        supplier: 'Makers',
        author: 'Ann, Makers',
        vcsUrl: 'git+https://git.test/a@abc',
        website: 'https://a.test',
        licenses: [],
        concludedLicenses: [],
        hashes: [{ algorithm: 'SHA-1', value: 'ab'.repeat(20) }],
      },
      expect.objectContaining({ name: 'b', purl: 'pkg:npm/b@1' }),
    ]);
    expect(sbom.warnings).toEqual(['@graph[9].name is missing']);
  });

  it('reads dependencies with their scopes, and nothing else as one', () => {
    const packages = ['a', 'b', 'c', 'd', 'e'].map(name =>
      element('software_Package', `urn:${name}`, { name }),
    );
    const { dependencies, components } = read(
      ...document,
      ...packages,
      element('software_File', 'urn:file', { name: 'file' }),
      relation('urn:shop', 'dependsOn', ['urn:a', 'urn:b', 'urn:file']),
      relation('urn:shop', 'dependsOn', ['urn:b', 'urn:c'], {
        type: 'LifecycleScopedRelationship',
        scope: 'test',
      }),
      relation('urn:a', 'hasOptionalDependency', ['urn:d']),
      relation('urn:file', 'dependsOn', ['urn:e']),
      relation('urn:a', 'contains', ['urn:e']),
    );
    expect(dependencies).toEqual([
      { ref: 'urn:shop', dependsOn: ['urn:a', 'urn:b', 'urn:c'] },
      { ref: 'urn:a', dependsOn: ['urn:d'] },
    ]);
    expect(components.map(({ name, scope }) => [name, scope])).toEqual([
      ['a', 'required'],
      ['b', 'required'],
      ['c', 'excluded'],
      ['d', 'optional'],
      ['e', undefined],
    ]);
  });

  it('reads licenses by relationship, whatever element they are', () => {
    const { components, warnings } = read(
      element('software_Package', 'urn:a', { name: 'a' }),
      element('simplelicensing_LicenseExpression', 'urn:mit', {
        simplelicensing_licenseExpression: 'MIT OR Apache-2.0',
      }),
      element('simplelicensing_LicenseExpression', 'urn:ref', {
        simplelicensing_licenseExpression: 'LicenseRef-own',
        simplelicensing_customIdToUri: [
          { type: 'DictionaryEntry', key: 'LicenseRef-own', value: 'urn:own' },
        ],
      }),
      element('expandedlicensing_CustomLicense', 'urn:own', { name: 'Own' }),
      element('expandedlicensing_ConjunctiveLicenseSet', 'urn:set', {
        expandedlicensing_member: ['urn:mit', 'urn:own'],
      }),
      relation('urn:a', 'hasDeclaredLicense', ['urn:mit', 'urn:ref']),
      relation('urn:a', 'hasDeclaredLicense', ['urn:own', 'urn:set']),
      relation('urn:a', 'hasConcludedLicense', [
        'https://spdx.org/licenses/BSD-3-Clause',
        'expandedlicensing_NoAssertionLicense',
        'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/None',
      ]),
    );
    expect(components[0]).toMatchObject({
      licenses: ['MIT OR Apache-2.0', 'Own', 'Own'],
      concludedLicenses: ['BSD-3-Clause'],
    });
    expect(warnings).toEqual([
      '@graph[7].to has a license that says neither name nor terms',
    ]);
  });

  it('takes what `describes` names for the subject, and none of several', () => {
    const shop = element('software_Package', 'urn:shop', { name: 'shop' });
    const a = element('software_Package', 'urn:a', { name: 'a' });
    const doc = element('SpdxDocument', 'urn:doc');
    const one = read(doc, shop, a, relation('urn:doc', 'describes', ['urn:a']));
    expect(one.subject?.name).toBe('a');
    expect(one.components.map(({ name }) => name)).toEqual(['shop']);
    const two = read(
      doc,
      shop,
      a,
      relation('urn:doc', 'describes', ['urn:a', 'urn:shop']),
    );
    expect(two.subject).toBeUndefined();
    expect(two.components).toHaveLength(2);
  });

  it('reads elements that stand where others refer', () => {
    const { creationInfo: _, ...rest } = element('SpdxDocument', 'urn:doc');
    const sbom = readSbom(
      Buffer.from(
        JSON.stringify({
          '@context': [CONTEXT],
          ...rest,
          creationInfo: {
            ...made,
            createdBy: [{ type: 'Person', name: 'Ann' }],
            createdUsing: [],
          },
        }),
      ),
    );
    expect(sbom.metadata).toMatchObject({ id: 'urn:doc', authors: ['Ann'] });
  });

  it('refuses other versions by name', () => {
    const other = { ...made, specVersion: '3.1.0' };
    expect(() =>
      readSbom(
        Buffer.from(JSON.stringify({ '@context': CONTEXT, '@graph': [other] })),
      ),
    ).toThrow("SPDX version '3.1.0' is not supported");
  });
});
