import { createMockDirectory } from '@backstage/backend-test-utils';
import { startServer, TestServer } from '../../../__testUtils__/httpServer';
import { ask, bounds, createSource } from '../__testUtils__/registries';
import { readNpmConfiguration } from '@safety-curtain/npm-configuration';
import { NpmSource } from './NpmSource';

const directory = createMockDirectory();
let server: TestServer;
let other: TestServer;
beforeEach(async () => {
  server = await startServer();
  other = await startServer();
});
afterEach(() => Promise.all([server.close(), other.close()]));

const manifest = (name: string, version: string, more: object = {}) => ({
  name,
  version,
  license: 'MIT',
  ...more,
});

const thing = {
  name: 'thing',
  time: {
    created: '2019-01-01T00:00:00.000Z',
    '1.0.0': '2020-01-01T00:00:00.000Z',
    '1.1.0': '2021-01-01T00:00:00.000Z',
    '2.0.0-rc.1': '2022-01-01T00:00:00.000Z',
  },
  versions: {
    '1.0.0': manifest('thing', '1.0.0', {
      license: undefined,
      licenses: [{ type: 'MIT', url: 'https://x' }, { type: 'Apache2' }],
      deprecated: 'use something else',
    }),
    '1.1.0': manifest('thing', '1.1.0', {
      license: { type: 'ISC', url: 'https://x' },
      deprecated: '',
      homepage: 'https://thing.example',
    }),
    '2.0.0-rc.1': manifest('thing', '2.0.0-rc.1'),
  },
};

describe('NpmSource', () => {
  const create = (options?: object) => createSource.npm(server.url, options);

  it('reads licenses of any age, times and deprecations', async () => {
    server.answers.set('/thing', JSON.stringify(thing));
    const asked = ['1.0.0', '1.1.0', '7.0.0', '__proto__', 'constructor'];
    expect(await ask(create(), 'thing', asked)).toEqual({
      versions: new Map([
        [
          '1.0.0',
          {
            licenses: ['(MIT) OR (Apache2)'],
            publishedAt: new Date('2020-01-01'),
            deprecated: 'use something else',
            release: { installScript: false, attested: false },
          },
        ],
        [
          '1.1.0',
          {
            licenses: ['ISC'],
            publishedAt: new Date('2021-01-01'),
            homepage: 'https://thing.example',
            release: {
              installScript: false,
              attested: false,
              attestedBefore: false,
            },
          },
        ],
      ]),
      releases: [{ version: '1.1.0', publishedAt: new Date('2021-01-01') }],
      firstPublishedAt: new Date('2019-01-01'),
      isPublic: false,
    });
    expect(server.takeRequests()).toEqual(['/thing']);
  });

  it('counts deprecated releases where there are no others', async () => {
    const { '1.0.0': only } = thing.versions;
    server.answers.set(
      '/thing',
      JSON.stringify({ name: 'thing', versions: { '1.0.0': only } }),
    );
    expect((await ask(create(), 'thing', []))?.releases).toEqual([
      { version: '1.0.0', deprecated: true },
    ]);
  });

  it('asks for each version where the whole document is too large', async () => {
    const long = { ...thing, readme: 'x'.repeat(bounds.maxBytes) };
    server.answers.set('/thing', JSON.stringify(long));
    server.answers.set('/thing/1.1.0', JSON.stringify(thing.versions['1.1.0']));
    expect(await ask(create(), 'thing', ['1.0.0', '1.1.0'])).toEqual({
      versions: new Map([
        [
          '1.1.0',
          {
            licenses: ['ISC'],
            homepage: 'https://thing.example',
            release: { installScript: false },
          },
        ],
      ]),
      isPublic: false,
    });
  });

  it.each([
    ['another package', { ...thing, name: 'other' }, 'thing', '"other"'],
    ['no package', [], 'thing', '"no name"'],
    [
      'another name within',
      { name: 'thing', versions: { '1.0.0': manifest('other', '1.0.0') } },
      'thing 1.0.0',
      '"other"',
    ],
    [
      'another version within',
      { name: 'thing', versions: { '1.0.0': manifest('thing', '1.0.1') } },
      'thing 1.0.0',
      '"1.0.1"',
    ],
  ])('does not take %s for facts', async (_, document, asked, told) => {
    server.answers.set('/thing', JSON.stringify(document));
    await expect(ask(create(), 'thing', ['1.0.0'])).rejects.toThrow(
      `npm registry was asked for ${asked} and answered for ${told}`,
    );
  });

  it('knows nothing of what is no name of a package', async () => {
    for (const name of ['file:../x', 'git+ssh://x/y', 'a/b', '@a', 'a b']) {
      expect(await ask(create(), name, ['1.0.0'])).toBeUndefined();
    }
    expect(server.takeRequests()).toEqual([]);
  });
});

describe("npm's own configuration", () => {
  const configured = (npmrc: string, env: NodeJS.ProcessEnv = {}) => {
    directory.setContent({ '.npmrc': npmrc, 'package.json': '{}' });
    return new NpmSource(bounds, () =>
      readNpmConfiguration(
        {
          HOME: directory.path,
          PREFIX: directory.path,
          npm_config_userconfig: directory.resolve('.npmrc'),
          ...env,
        },
        directory.path,
      ),
    );
  };
  const host = ({ url }: TestServer) => url.replace('http:', '');
  const seen = (by: TestServer) => {
    const requests: unknown[] = [];
    by.otherwise = ({ url, headers }, response) => {
      requests.push([url, headers.authorization]);
      response.writeHead(404).end();
    };
    return requests;
  };

  it("takes scopes' registries and the credentials of each", async () => {
    const source = configured(
      [
        `registry=${server.url}/npm/`,
        `${host(server)}/npm/:_authToken=first-\${PART}`,
        `@scope:registry=${other.url}`,
        `${host(other)}/:_auth=c2Vjb25k`,
      ].join('\n'),
      { PART: 'secret' },
    );
    const atServer = seen(server);
    const atOther = seen(other);
    await ask(source, 'thing', ['1.0.0']);
    await ask(source, '@scope/thing', ['1.0.0']);
    await ask(source, '@elsewhere/thing', ['1.0.0']);
    expect(atServer).toEqual([
      ['/npm/thing', 'Bearer first-secret'],
      ['/npm/@elsewhere%2Fthing', 'Bearer first-secret'],
    ]);
    expect(atOther).toEqual([['/@scope%2Fthing', 'Basic c2Vjb25k']]);
  });

  it('takes registry and proxy from the environment', async () => {
    const asked = seen(server);
    const source = configured('', {
      npm_config_registry: 'http://registry.example/',
      npm_config_proxy: server.url,
      npm_config_noproxy: 'other.example',
    });
    await ask(source, 'thing', ['1.0.0']);
    expect(asked).toEqual([['http://registry.example/thing', undefined]]);
  });

  it('does not show credentials that stand in an address', async () => {
    const source = configured(`registry=http://me:hunter2@127.0.0.1:1/npm/`);
    await expect(ask(source, 'thing', ['1.0.0'])).rejects.toThrow(
      'npm registry cannot be read at http://127.0.0.1:1/npm/thing: ECONNREFUSED',
    );
  });

  it('says where it cannot be read, and tries again', async () => {
    let broken = true;
    const source = new NpmSource(bounds, async () => {
      if (broken) throw new Error('_authToken=hunter2 is odd');
      return { registry: server.url };
    });
    await expect(ask(source, 'thing', ['1.0.0'])).rejects.toThrow(
      "npm's configuration cannot be read: it is not valid",
    );
    broken = false;
    expect(await ask(source, 'thing', ['1.0.0'])).toBeUndefined();
  });

  it('leaves the environment as it was', async () => {
    const before = { ...process.env };
    await readNpmConfiguration();
    expect(process.env).toEqual(before);
  });
});
