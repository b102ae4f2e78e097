import {
  ask,
  createSource,
  day,
  registryServer,
} from './__testUtils__/registries';

const server = registryServer();

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
    server.answer('/api/v1/crates/serde_json', {
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
        {
          ...common,
          licenses: ['MIT/Apache-2.0'],
          deprecated: 'Yanked',
          release: { yanked: true },
        },
      ],
      [
        '1.0.0',
        {
          ...common,
          licenses: ['MIT OR Apache-2.0'],
          release: { yanked: false },
        },
      ],
      [
        '1.1.0',
        {
          ...common,
          licenses: ['MIT OR Apache-2.0'],
          deprecated: 'Yanked: unsound',
          release: { yanked: true },
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
    server.answer('/api/v1/crates/serde-json', {
      crate: { name: 'serde_json' },
      versions: [version('1.0.0', { crate: 'serde' })],
    });
    await expect(ask(create(), 'serde-json', ['1.0.0'])).rejects.toThrow(
      'crates.io was asked for serde-json 1.0.0 and answered for "serde"',
    );
  });
});
