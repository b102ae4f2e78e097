import {
  ask,
  createSource,
  day,
  registryServer,
  time,
} from './__testUtils__/registries';

const server = registryServer();

describe('PyPI', () => {
  const create = () => createSource.pypi(server.url);
  const file = (uploaded: string, yanked = false) => ({
    upload_time_iso_8601: time(uploaded),
    yanked,
    yanked_reason: yanked ? 'broken wheels' : null,
  });

  it('asks each version for its own license', async () => {
    server.answer('/zope-interface/json', {
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
    server.answer('/zope-interface/2.0/json', {
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
            release: { yanked: true },
          },
        ],
        [
          '3.0.0',
          {
            licenses: ['ZPL-2.1'],
            publishedAt: day('2024-01-01'),
            homepage: 'https://zope.example',
            release: { yanked: false },
          },
        ],
      ]),
      releases: [
        { version: '1.0', publishedAt: day('2020-01-01') },
        { version: '3.0', publishedAt: day('2024-01-01') },
      ],
      firstPublishedAt: day('2020-01-01'),
      isPublic: false,
    });
  });

  it('does not take what it says of others for facts', async () => {
    server.answer('/a/json', { info: { name: 'b', version: '1' } });
    await expect(ask(create(), 'a', ['1'])).rejects.toThrow('for "b"');
    server.answer('/a/json', { info: { name: 'A', version: '2' } });
    server.answer('/a/1/json', { info: { name: 'A', version: '1.5' } });
    await expect(ask(create(), 'a', ['1'])).rejects.toThrow('for "1.5"');
  });
});
