import { normalizeLicense } from '@safety-curtain/licenses';
import { startServer, TestServer } from '../../__testUtils__/httpServer';
import { ask, createSource } from './__testUtils__/registries';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const answer = (path: string, value: unknown) =>
  server.answers.set(
    path,
    typeof value === 'string' ? value : JSON.stringify(value),
  );

const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
const time = (text: string) => `${text}T00:00:00.000000Z`;

describe('deps.dev', () => {
  const base = '/v3/systems/go/packages/example.org/a/b';
  const create = () => createSource['deps.dev'](server.url);
  const inGo = { ecosystem: 'Go' };
  const key = (version?: string) => ({
    system: 'GO',
    name: 'example.org/a/b',
    ...(version && { version }),
  });

  beforeEach(() => {
    answer(base, {
      packageKey: key(),
      versions: [
        { versionKey: key('v1.0.0'), publishedAt: time('2020-01-01') },
        {
          versionKey: key('v1.1.0'),
          publishedAt: time('2021-01-01'),
          isDeprecated: true,
        },
        { versionKey: key('v1.2.0'), publishedAt: time('2022-01-01') },
        { versionKey: key('v1.3.0-rc.1') },
      ],
    });
  });

  it('spells versions of Go as they are asked for', async () => {
    answer(`${base}/versions/v1.0.0`, {
      versionKey: key('v1.0.0'),
      publishedAt: time('2020-01-01'),
      licenses: ['Apache-2.0', 'MIT'],
      isDeprecated: false,
      links: [
        { label: 'SOURCE_REPO', url: 'https://git.example/a/b' },
        { label: 'HOMEPAGE', url: 'https://example.org' },
      ],
    });
    answer(`${base}/versions/v1.1.0`, {
      versionKey: key('v1.1.0'),
      licenses: [],
      isDeprecated: true,
      deprecatedReason: 'retracted',
      links: [{ label: 'HOMEPAGE', url: 'data:text/html,<script>' }],
    });
    const asked = ['1.0.0', '1.1.0', '9.9.9'];
    const facts = await ask(create(), 'example.org/a/b', asked, inGo);
    expect(facts).toEqual({
      versions: new Map([
        [
          '1.0.0',
          {
            licenses: ['Apache-2.0, MIT'],
            publishedAt: day('2020-01-01'),
            homepage: 'https://example.org',
          },
        ],
        ['1.1.0', { licenses: [], deprecated: 'retracted' }],
      ]),
      releases: [
        { version: '1.0.0', publishedAt: day('2020-01-01') },
        { version: '1.2.0', publishedAt: day('2022-01-01') },
      ],
    });
    // Whether both apply or one may be chosen is not decided here.
    expect(normalizeLicense('Apache-2.0, MIT')).toMatchObject({
      ambiguous: ['Apache-2.0 AND MIT', 'Apache-2.0 OR MIT'],
    });
  });

  it('does not take what it says of others for facts', async () => {
    answer(`${base}/versions/v1.0.0`, {
      versionKey: key('v1.0.1'),
      licenses: ['MIT'],
    });
    await expect(
      ask(create(), 'example.org/a/b', ['1.0.0'], inGo),
    ).rejects.toThrow(
      'deps.dev was asked for example.org/a/b 1.0.0 and answered for "v1.0.1"',
    );
    answer(base, { packageKey: { name: 'example.org/a/c' } });
    await expect(
      ask(create(), 'example.org/a/b', ['1.0.0'], inGo),
    ).rejects.toThrow('and answered for "example.org/a/c"');
  });
});

describe('PyPI', () => {
  const create = () => createSource.pypi(server.url);
  const file = (uploaded: string, yanked = false) => ({
    upload_time_iso_8601: time(uploaded),
    yanked,
    yanked_reason: yanked ? 'broken wheels' : null,
  });

  it('asks each version for its own license', async () => {
    answer('/zope-interface/json', {
      info: {
        name: 'zope.interface',
        version: '3.0',
        license_expression: 'ZPL-2.1',
        license: 'ignored beside an expression',
        project_urls: { Homepage: 'https://zope.example' },
      },
      urls: [file('2024-01-02'), file('2024-01-01')],
      releases: {
        '1.0': [file('2020-01-01')],
        '2.0': [file('2022-01-01', true)],
        '3.0': [file('2024-01-01')],
        '4.0rc1': [file('2025-01-01')],
        '0.1': [],
      },
    });
    answer('/zope-interface/2.0/json', {
      info: {
        name: 'zope.interface',
        version: '2.0',
        license: 'UNKNOWN',
        license_expression: null,
        home_page: 'http://zope.example/old',
        classifiers: [
          'Programming Language :: Python',
          'License :: OSI Approved',
          'License :: OSI Approved :: MIT License',
          'License :: OSI Approved :: Apache Software License',
        ],
      },
      urls: [file('2022-01-01', true)],
    });
    const asked = ['2.0', '3.0.0', '7'];
    expect(await ask(create(), 'zope-interface', asked)).toEqual({
      versions: new Map([
        [
          '2.0',
          {
            licenses: [
              'License :: OSI Approved :: MIT License, License :: OSI Approved :: Apache Software License',
            ],
            publishedAt: day('2022-01-01'),
            deprecated: 'Yanked: broken wheels',
            homepage: 'http://zope.example/old',
          },
        ],
        [
          '3.0.0',
          {
            licenses: ['ZPL-2.1'],
            publishedAt: day('2024-01-01'),
            homepage: 'https://zope.example',
          },
        ],
      ]),
      releases: [
        { version: '1.0', publishedAt: day('2020-01-01') },
        { version: '3.0', publishedAt: day('2024-01-01') },
      ],
    });
  });

  it('does not take what it says of others for facts', async () => {
    answer('/a/json', { info: { name: 'b', version: '1' } });
    await expect(ask(create(), 'a', ['1'])).rejects.toThrow('for "b"');
    answer('/a/json', { info: { name: 'A', version: '2' } });
    answer('/a/1/json', { info: { name: 'A', version: '1.5' } });
    await expect(ask(create(), 'a', ['1'])).rejects.toThrow('for "1.5"');
  });
});

describe('crates.io', () => {
  const create = () => createSource.crates(server.url);
  const version = (num: string, more: object = {}) => ({
    num,
    crate: 'serde_json',
    license: 'MIT OR Apache-2.0',
    created_at: '2020-01-01T00:00:00.000000+00:00',
    yanked: false,
    ...more,
  });

  it('reads every version from one answer', async () => {
    answer('/api/v1/crates/serde_json', {
      crate: { name: 'serde_json', repository: 'https://git.example/serde' },
      versions: [
        version('1.0.0'),
        version('1.1.0', { yanked: true, yank_message: 'unsound' }),
        version('2.0.0-beta'),
        version('0.9.0', { license: 'MIT/Apache-2.0', yanked: true }),
      ],
    });
    const asked = ['0.9.0', '1.0.0', '1.1.0', '5.0.0'];
    const facts = await ask(create(), 'serde_json', asked);
    const common = {
      publishedAt: day('2020-01-01'),
      homepage: 'https://git.example/serde',
    };
    expect([...facts!.versions].sort()).toEqual([
      [
        '0.9.0',
        { ...common, licenses: ['MIT/Apache-2.0'], deprecated: 'Yanked' },
      ],
      ['1.0.0', { ...common, licenses: ['MIT OR Apache-2.0'] }],
      [
        '1.1.0',
        {
          ...common,
          licenses: ['MIT OR Apache-2.0'],
          deprecated: 'Yanked: unsound',
        },
      ],
    ]);
    expect(facts?.releases).toEqual([
      { version: '1.0.0', publishedAt: day('2020-01-01') },
    ]);
    expect(server.takeRequests()).toHaveLength(1);
  });

  it('leaves time between questions', async () => {
    server.otherwise = '{}';
    const source = createSource.crates(server.url, {
      intervalMs: 100,
    } as object);
    const start = performance.now();
    await Promise.allSettled(
      ['a', 'b', 'c'].map(name => ask(source, name, ['1.0.0'])),
    );
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  it('does not take what it says of others for facts', async () => {
    answer('/api/v1/crates/serde-json', {
      crate: { name: 'serde_json' },
      versions: [version('1.0.0', { crate: 'serde' })],
    });
    await expect(ask(create(), 'serde-json', ['1.0.0'])).rejects.toThrow(
      'crates.io was asked for serde-json 1.0.0 and answered for "serde"',
    );
  });
});

describe('RubyGems', () => {
  it('takes builds for several platforms for one version', async () => {
    const build = (number: string, platform: string, created: string) => ({
      number,
      platform,
      created_at: time(created),
      licenses: platform === 'ruby' ? ['MIT', 'Ruby'] : null,
      metadata: { homepage_uri: 'https://gem.example' },
    });
    answer('/api/v1/versions/nokogiri.json', [
      build('1.1.0.rc1', 'ruby', '2023-01-01'),
      build('1.0.0', 'x86_64-linux', '2022-01-03'),
      build('1.0.0', 'ruby', '2022-01-02'),
      build('0.9.0', 'java', '2021-01-01'),
    ]);
    const source = createSource.rubygems(server.url);
    expect(await ask(source, 'nokogiri', ['1.0.0', '0.9.0', '3'])).toEqual({
      versions: new Map([
        [
          '1.0.0',
          {
            licenses: ['MIT, Ruby'],
            publishedAt: day('2022-01-02'),
            homepage: 'https://gem.example',
          },
        ],
        [
          '0.9.0',
          {
            licenses: [],
            publishedAt: day('2021-01-01'),
            homepage: 'https://gem.example',
          },
        ],
      ]),
      releases: [
        { version: '1.0.0', publishedAt: day('2022-01-02') },
        { version: '0.9.0', publishedAt: day('2021-01-01') },
      ],
    });
  });

  it('says where something else is answered', async () => {
    answer('/api/v1/versions/a.json', { number: '1' });
    await expect(
      ask(createSource.rubygems(server.url), 'a', ['1']),
    ).rejects.toThrow('RubyGems answered with something else than versions');
  });
});

describe('Maven', () => {
  const create = () => createSource.maven(server.url);
  const folder = '/org/example/thing';
  const pom = (artifact: string, version: string, inner: string) =>
    answer(
      `/org/example/${artifact}/${version}/${artifact}-${version}.pom`,
      `<?xml version="1.0"?><project xmlns="http://maven.apache.org/POM/4.0.0">
        <groupId>org.example</groupId><artifactId>${artifact}</artifactId>
        <version>${version}</version>${inner}</project>`,
    );
  const parent = (artifact: string) =>
    `<parent><groupId>org.example</groupId><artifactId>${artifact}</artifactId><version>1</version></parent>`;
  const licenses = (...names: string[]) =>
    `<licenses>${names
      .map(
        name =>
          `<license><name>${name}</name><url>https://www.apache.org/licenses/LICENSE-2.0</url></license>`,
      )
      .join('')}</licenses>`;
  const licensesAsked = async (...versions: string[]) => {
    const facts = await ask(create(), 'org.example:thing', versions);
    return Object.fromEntries(
      [...facts!.versions].map(([version, each]) => [version, each.licenses]),
    );
  };

  it('reads one license, a choice of several, and an address', async () => {
    pom('thing', '1', licenses('Apache 2.0'));
    pom('thing', '2', licenses('MIT', 'EPL-2.0'));
    pom('thing', '3', licenses('See below'));
    pom('thing', '4', '<licenses/>');
    expect(await licensesAsked('1', '2', '3', '4', '5')).toEqual({
      1: ['Apache 2.0'],
      2: ['(MIT) OR (EPL-2.0)'],
      3: ['See below', 'https://www.apache.org/licenses/LICENSE-2.0'],
      4: [],
    });
    expect(normalizeLicense('(MIT) OR (EPL-2.0)')).toMatchObject({
      expression: 'EPL-2.0 OR MIT',
    });
  });

  it('looks for licenses in five parents, and no more', async () => {
    pom('thing', '1', parent('parent-1'));
    for (let i = 1; i < 5; i++) {
      pom(`parent-${i}`, '1', parent(`parent-${i + 1}`));
    }
    pom('parent-5', '1', licenses('MIT'));
    expect(await licensesAsked('1')).toEqual({ 1: ['MIT'] });
    pom('parent-5', '1', parent('parent-6'));
    pom('parent-6', '1', licenses('MIT'));
    expect(await licensesAsked('1')).toEqual({ 1: [] });
    // A parent of itself.
    pom('parent-1', '1', parent('parent-1'));
    expect(await licensesAsked('1')).toEqual({ 1: [] });
  });

  it('knows what is released', async () => {
    answer(
      `${folder}/maven-metadata.xml`,
      `<metadata><groupId>org.example</groupId><artifactId>thing</artifactId>
        <versioning><versions><version>1.0</version><version>2.0-rc1</version>
        <version>2.0</version></versions></versioning></metadata>`,
    );
    expect(await ask(create(), 'org.example:thing', ['9'])).toEqual({
      versions: new Map(),
      releases: [{ version: '1.0' }, { version: '2.0' }],
    });
    expect(await ask(create(), 'no-group', ['1'])).toBeUndefined();
  });

  it('does not take what it says of others for facts', async () => {
    answer(
      `${folder}/1/thing-1.pom`,
      '<project><groupId>org.example</groupId><artifactId>other</artifactId><version>1</version></project>',
    );
    await expect(licensesAsked('1')).rejects.toThrow(
      'Maven was asked for org.example:thing 1 and answered for "other"',
    );
  });

  it('takes no entities', async () => {
    answer(
      `${folder}/1/thing-1.pom`,
      '<!DOCTYPE p [<!ENTITY a "b">]><project><artifactId>&a;</artifactId></project>',
    );
    await expect(licensesAsked('1')).rejects.toThrow(
      'XML with a document type is not accepted',
    );
  });
});

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
    answer('/newtonsoft.json/index.json', {
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
    answer('/newtonsoft.json/page/3.0.0.json', { items: [leaf('3.0.0+sha')] });
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
          },
        ],
        ['2.0.1', { licenses: ['MIT'], deprecated: 'Unlisted', homepage }],
        ['3.0.0.0', { licenses: ['MIT'], homepage, publishedAt }],
      ]),
      releases: [
        { version: '1.0.0', publishedAt },
        { version: '3.0.0+sha', publishedAt },
      ],
    });
  });

  it('reads no pages of elsewhere, and not thousands', async () => {
    answer('/a/index.json', { items: [{ '@id': 'http://127.0.0.1:1/' }] });
    await expect(ask(create(), 'A', ['1.0.0'])).rejects.toThrow(
      'NuGet names a page outside of its own address',
    );
    answer('/a/index.json', { items: Array(201).fill({ items: [] }) });
    await expect(ask(create(), 'A', ['1.0.0'])).rejects.toThrow(
      'NuGet lists more than 200 pages of A',
    );
  });

  it('does not take what it says of others for facts', async () => {
    answer('/a/index.json', { items: [{ items: [leaf('1.0.0')] }] });
    await expect(ask(create(), 'A', ['1.0.0'])).rejects.toThrow(
      'NuGet was asked for A and answered for "Newtonsoft.Json"',
    );
  });
});
