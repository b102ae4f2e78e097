import { readSbom } from './readSbom';

function read(document: object, version = '16.1.0') {
  return readSbom(
    Buffer.from(
      JSON.stringify({
        artifacts: [],
        artifactRelationships: [],
        schema: {
          version,
          url: `https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-${version}.json`,
        },
        ...document,
      }),
    ),
  );
}

describe("readSbom, of Syft's own JSON", () => {
  it('reads packages, what they depend on, the image and the tool', () => {
    const sbom = read({
      artifacts: [
        {
          id: '1',
          name: 'a',
          version: '1.10',
          type: 'npm',
          purl: 'pkg:npm/a@1.10',
          licenses: [
            { value: 'MIT', spdxExpression: 'MIT', type: 'declared' },
            { value: 'see file', spdxExpression: '', type: 'concluded' },
          ],
          cpes: [{ cpe: 'cpe:2.3:a:a:a:1:*:*:*:*:*:*:*', source: 'x' }],
          metadata: {
            author: 'Ann',
            integrity: `sha1-${Buffer.from('ab'.repeat(20), 'hex').toString(
              'base64',
            )}`,
          },
        },
        {
          id: '2',
          name: 'b',
          version: '2',
          type: 'java-archive',
          purl: 'pkg:maven/b/b@2',
          licenses: [],
          cpes: [],
          metadata: { digest: [{ algorithm: 'sha1', value: 'cd'.repeat(20) }] },
        },
      ],
      artifactRelationships: [
        { parent: '2', child: '1', type: 'dependency-of' },
        { parent: '3', child: '1', type: 'contains' },
        { parent: '1', child: '2', type: 'ownership-by-file-overlap' },
      ],
      source: {
        id: '3',
        name: 'registry.test/shop',
        version: 'sha256:ab',
        type: 'image',
        supplier: 'Shops',
      },
      distro: { id: 'debian', versionID: '12' },
      descriptor: {
        name: 'syft',
        version: '1.2.3',
        timestamp: '2025-06-01T12:00:00Z',
      },
    });
    expect(sbom).toMatchObject({
      format: 'Syft',
      encoding: 'json',
      specVersion: '16.1.0',
      subject: { name: 'registry.test/shop', version: 'sha256:ab' },
      dependencies: [{ ref: '1', dependsOn: ['2'] }],
      metadata: {
        timestamp: '2025-06-01T12:00:00Z',
        supplier: 'Shops',
        tools: ['syft 1.2.3'],
      },
      warnings: [],
    });
    expect(sbom.components).toEqual([
      {
        ref: '1',
        path: 'artifacts[0]',
        name: 'a',
        version: '1.10',
        type: 'npm',
        purl: 'pkg:npm/a@1.10',
        cpe: 'cpe:2.3:a:a:a:1:*:*:*:*:*:*:*',
        author: 'Ann',
        licenses: ['MIT'],
        concludedLicenses: ['see file'],
        hashes: [{ algorithm: 'SHA-1', value: 'ab'.repeat(20) }],
      },
      expect.objectContaining({
        name: 'b',
        hashes: [{ algorithm: 'SHA-1', value: 'cd'.repeat(20) }],
      }),
    ]);
  });

  it('reads what older versions wrote otherwise', () => {
    const old = (target: unknown) =>
      read(
        {
          artifacts: [
            {
              id: '1',
              name: 'a',
              version: '1',
              licenses: ['MIT', 'BSD'],
              cpes: ['cpe:2.3:a:a:a:1:*:*:*:*:*:*:*'],
            },
          ],
          source: { type: 'image', target },
        },
        '3.2.2',
      );
    expect(old({ userInput: 'shop:1' }).subject?.name).toBe('shop:1');
    const sbom = old('/shop');
    expect(sbom.subject?.name).toBe('/shop');
    expect(sbom.components[0]).toMatchObject({
      licenses: ['MIT', 'BSD'],
      cpe: 'cpe:2.3:a:a:a:1:*:*:*:*:*:*:*',
    });
    expect(sbom.warnings).toEqual([]);
  });

  it('names what is wrong with one package and reads the others', () => {
    const { components, warnings } = read({
      artifacts: [{ id: '1', purl: 'nonsense' }, 7, { id: '2', name: 'b' }],
    });
    expect(components.map(({ name }) => name)).toEqual(['b']);
    expect(warnings).toEqual([
      'artifacts[1] is not an object',
      'artifacts[0].name is missing',
    ]);
  });
});
