import {
  ask,
  createSource,
  day,
  registryServer,
} from './__testUtils__/registries';

const server = registryServer();

describe('NuGet', () => {
  const create = () => createSource.nuget(server.url);
  const leaf = (version: string, more: object = {}) => ({
    catalogEntry: {
      id: 'Newtonsoft.Json',
      version,
      published: '2020-01-01T00:00:00+00:00',
      listed: true,
      licenseExpression: 'MIT',
      projectUrl: 'https://json.example',
      ...more,
    },
  });

  it('reads pages in the index and beside it', async () => {
    server.answer('/newtonsoft.json/index.json', {
      items: [
        {
          items: [
            leaf('1.0.0', {
              licenseExpression: '',
              licenseUrl: 'https://json.example/license',
              deprecation: { reasons: ['Legacy', 'CriticalBugs'] },
            }),
            leaf('2.0.0-beta'),
            leaf('2.0.1', { published: '1900-01-01T00:00:00+00:00' }),
          ],
        },
        { '@id': `${server.url}/newtonsoft.json/page/3.0.0.json` },
      ],
    });
    server.answer('/newtonsoft.json/page/3.0.0.json', {
      items: [leaf('3.0.0+sha')],
    });
    const asked = ['1.0', '2.0.1', '3.0.0.0', '4.0.0'];
    const homepage = 'https://json.example';
    const publishedAt = day('2020-01-01');
    expect(await ask(create(), 'Newtonsoft.Json', asked)).toEqual({
      versions: new Map([
        [
          '1.0',
          {
            licenses: ['https://json.example/license'],
            deprecated: 'Legacy, CriticalBugs',
            homepage,
            publishedAt,
            release: { yanked: false },
          },
        ],
        [
          '2.0.1',
          {
            licenses: ['MIT'],
            deprecated: 'Unlisted',
            homepage,
            release: { yanked: true },
          },
        ],
        [
          '3.0.0.0',
          {
            licenses: ['MIT'],
            homepage,
            publishedAt,
            release: { yanked: false },
          },
        ],
      ]),
      releases: [{ version: '3.0.0+sha', publishedAt }],
      firstPublishedAt: publishedAt,
      isPublic: false,
    });
  });

  it('lists deprecated versions only where all are, and marks them', async () => {
    const deprecation = { reasons: ['Legacy'] };
    server.answer('/newtonsoft.json/index.json', {
      items: [{ items: [leaf('1.0.0', { deprecation })] }],
    });
    const facts = await ask(create(), 'Newtonsoft.Json', []);
    expect(facts?.releases).toEqual([
      {
        version: '1.0.0',
        publishedAt: day('2020-01-01'),
        deprecated: true,
      },
    ]);
  });

  it('reads no pages of elsewhere, and not thousands', async () => {
    server.answer('/a/index.json', {
      items: [{ '@id': 'http://127.0.0.1:1/' }],
    });
    await expect(ask(create(), 'A', ['1.0.0'])).rejects.toThrow(
      'NuGet names a page outside of its own address',
    );
    server.answer('/a/index.json', { items: Array(201).fill({ items: [] }) });
    await expect(ask(create(), 'A', ['1.0.0'])).rejects.toThrow(
      'NuGet lists more than 200 pages of A',
    );
  });

  it('does not take what it says of others for facts', async () => {
    server.answer('/a/index.json', { items: [{ items: [leaf('1.0.0')] }] });
    await expect(ask(create(), 'A', ['1.0.0'])).rejects.toThrow(
      'NuGet was asked for A and answered for "Newtonsoft.Json"',
    );
  });
});
