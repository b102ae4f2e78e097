import { NpmReleases } from './npmReleases';

/** A manifest as the registry of npm has it. */
const by = (name: string, more: object = {}) => ({
  _npmUser: { name, email: 'x@example.org' },
  ...more,
});
const attested = {
  dist: { attestations: { url: 'https://x', provenance: {} } },
};
const trusted = {
  _npmUser: { name: 'GitHub Actions', trustedPublisher: { id: 'github' } },
};
const repository = (url: string) => ({ repository: { type: 'git', url } });

const times = (days: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(days).map(([version, day]) => [
      version,
      `${day}T00:00:00.000Z`,
    ]),
  );

describe('how versions of npm came to be published', () => {
  it('tells who published, and who the next lower version', () => {
    const releases = new NpmReleases(
      {
        '1.0.0': by('alice'),
        '1.1.0': by('bob'),
        '2.0.0-rc.1': by('carol'),
        '2.0.0': by('alice'),
        '1.1.1': by('mallory'),
      },
      times({
        '1.0.0': '2020-01-01',
        '1.1.0': '2021-01-01',
        '2.0.0-rc.1': '2021-06-01',
        '2.0.0': '2022-01-01',
        '1.1.1': '2023-01-01',
      }),
    );
    const publishers = (version: string) => {
      const { publisher, publisherBefore, newPublisher } = releases.of(version);
      return [publisher, publisherBefore, newPublisher];
    };
    expect(publishers('1.0.0')).toEqual(['alice', undefined, false]);
    expect(publishers('1.1.0')).toEqual(['bob', 'alice', true]);
    // Not that of the pre-release, and not that of a later one of the old line.
    expect(publishers('2.0.0')).toEqual(['alice', 'bob', false]);
    expect(publishers('1.1.1')).toEqual(['mallory', 'bob', true]);
  });

  it('tells whether they are attested, and takes a workflow for no stranger', () => {
    const releases = new NpmReleases(
      {
        '1.0.0': by('alice'),
        '1.1.0': trusted,
        '1.2.0': by('alice', attested),
        '1.3.0': by('alice', { dist: { attestations: null } }),
      },
      times({
        '1.0.0': '2020-01-01',
        '1.1.0': '2021-01-01',
        '1.2.0': '2022-01-01',
        '1.3.0': '2023-01-01',
      }),
    );
    expect(releases.of('1.1.0')).toMatchObject({
      newPublisher: false,
      attested: true,
      attestedBefore: false,
    });
    expect(releases.of('1.3.0')).toMatchObject({
      attested: false,
      attestedBefore: true,
    });
  });

  it('tells the hashes of the archive', () => {
    const releases = new NpmReleases(
      {
        '1.0.0': { dist: { shasum: '00ff'.repeat(10) } },
        '1.1.0': { dist: { shasum: 'ff', integrity: 'sha512-AAA=' } },
      },
      {},
    );
    expect(releases.of('1.0.0').integrity).toBe(
      `sha1-${Buffer.from('00ff'.repeat(10), 'hex').toString('base64')}`,
    );
    expect(releases.of('1.1.0').integrity).toBe('sha512-AAA= sha1-/w==');
  });

  it('tells of repositories and of scripts at installation', () => {
    const releases = new NpmReleases(
      {
        '1.0.0': { ...repository('git+https://x/a'), gypfile: true },
        '1.1.0': { repository: 'x/b', scripts: { postinstall: 'node x' } },
        '1.2.0': { scripts: { test: 'jest', install: '' } },
      },
      times({
        '1.0.0': '2020-01-01',
        '1.1.0': '2021-01-01',
        '1.2.0': '2022-01-01',
      }),
    );
    expect(releases.of('1.0.0').installScript).toBe(true);
    expect(releases.of('1.1.0')).toMatchObject({
      installScript: true,
      repository: 'x/b',
      repositoryBefore: 'git+https://x/a',
    });
    expect(releases.of('1.2.0')).toMatchObject({ installScript: false });
  });

  it.each([undefined, null, [], 'x', { '1.0.0': 7, not: { a: 'version' } }])(
    'reads %j without an error',
    manifests => {
      expect(
        new NpmReleases(manifests, { '1.0.0': 'never' }).of('1.0.0'),
      ).toMatchObject({ attested: false, installScript: false });
    },
  );
});
