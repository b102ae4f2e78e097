import {
  ask,
  createSource,
  day,
  registryServer,
  time,
} from './__testUtils__/registries';

const server = registryServer();

describe('RubyGems', () => {
  it('takes builds for several platforms for one version', async () => {
    const build = (number: string, platform: string, created: string) => ({
      number,
      platform,
      created_at: time(created),
      licenses: platform === 'ruby' ? ['MIT', 'Ruby'] : null,
      metadata: { homepage_uri: 'https://gem.example' },
    });
    server.answer('/api/v1/versions/nokogiri.json', [
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
      firstPublishedAt: day('2021-01-01'),
      isPublic: false,
    });
  });

  it('says where something else is answered', async () => {
    server.answer('/api/v1/versions/a.json', { number: '1' });
    await expect(
      ask(createSource.rubygems(server.url), 'a', ['1']),
    ).rejects.toThrow('RubyGems answered with something else than versions');
  });
});
