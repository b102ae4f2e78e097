import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const SHA = 'c4'.repeat(20);

function lock(packages: Record<string, object>): string {
  return JSON.stringify({
    R: {
      Version: '4.3.1',
      Repositories: [
        { Name: 'CRAN', URL: 'https://cran.test' },
        { Name: 'MIRROR', URL: 'https://packagemanager.test/cran/2024-01-01' },
        { Name: 'OWN', URL: 'https://user:secret@r.test/own' },
      ],
    },
    Packages: Object.fromEntries(
      Object.entries(packages).map(([name, entry]) => [
        name,
        { Package: name, Version: '1.0-2', ...entry },
      ]),
    ),
  });
}

describe('renv.lock', () => {
  it('knows where packages come from', () => {
    const { components, ...manifest } = readWith(
      'renv.lock',
      lock({
        a: { Source: 'Repository', Repository: 'CRAN', Hash: 'ab' },
        b: { Source: 'Repository', Repository: 'MIRROR' },
        c: { Source: 'Repository', Repository: 'OWN' },
        d: { Source: 'Bioconductor', git_url: 'https://git.test/d' },
        e: { Source: 'Repository', Repository: 'BioCsoft' },
        f: {
          Source: 'GitHub',
          RemoteType: 'github',
          RemoteHost: 'api.github.com',
          RemoteUsername: 'o',
          RemoteRepo: 'f',
          RemoteSha: SHA,
        },
        g: {
          Source: 'GitLab',
          RemoteType: 'gitlab',
          RemoteHost: 'https://git.test/api/v4',
          RemoteUsername: 'o',
          RemoteRepo: 'g',
          RemoteSha: SHA,
        },
        h: {
          Source: 'git',
          RemoteType: 'git2r',
          RemoteUrl: 'git@git.test:o/h.git',
          RemoteSha: SHA,
        },
        i: {
          Source: 'URL',
          RemoteType: 'url',
          RemoteUrl: 'https://files.test/i.tar.gz',
        },
        j: { Source: 'Local', RemoteType: 'local', RemoteUrl: '../j' },
        k: {},
        l: { Source: 'CRAN' },
        m: { Source: 'Repository', Repository: 'https://cloud.r-project.org' },
      }),
    );
    expect(
      components.map(c => [c.name, c.ecosystem, c.origin, c.purl]),
    ).toEqual([
      ['d', 'Bioconductor', 'registry', 'pkg:bioconductor/d@1.0-2'],
      ['e', 'Bioconductor', 'registry', 'pkg:bioconductor/e@1.0-2'],
      ['a', 'CRAN', 'registry', 'pkg:cran/a@1.0-2'],
      ['b', 'CRAN', 'registry', 'pkg:cran/b@1.0-2'],
      [
        'c',
        undefined,
        'registry',
        'pkg:cran/c@1.0-2?repository_url=https:%2F%2Fr.test%2Fown',
      ],
      [
        'f',
        undefined,
        'git',
        `pkg:cran/f@1.0-2?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Ff%40${SHA}`,
      ],
      [
        'g',
        undefined,
        'git',
        `pkg:cran/g@1.0-2?vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fo%2Fg%40${SHA}`,
      ],
      [
        'h',
        undefined,
        'git',
        `pkg:cran/h@1.0-2?vcs_url=git%2Bssh:%2F%2Fgit%40git.test%2Fo%2Fh.git%40${SHA}`,
      ],
      [
        'i',
        undefined,
        'url',
        'pkg:cran/i@1.0-2?download_url=https:%2F%2Ffiles.test%2Fi.tar.gz',
      ],
      ['j', undefined, 'file', 'pkg:cran/j@1.0-2?download_url=file:..%2Fj'],
      ['k', undefined, 'file', 'pkg:cran/k@1.0-2?download_url=file:unknown'],
      ['l', 'CRAN', 'registry', 'pkg:cran/l@1.0-2'],
      ['m', 'CRAN', 'registry', 'pkg:cran/m@1.0-2'],
    ]);
    expect(manifest.graph).toBe('flat');
    expect(manifest.lock?.unpinned?.first.map(p => p.name)).toEqual(['i']);
  });

  it('has the edges of each kind of list', () => {
    const manifest = readWith(
      'renv.lock',
      lock({
        a: {
          Source: 'Repository',
          Repository: 'CRAN',
          Requirements: ['R', 'b'],
        },
        b: {
          Source: 'Repository',
          Repository: 'CRAN',
          Imports: ['c (>= 1.0)', 'methods'],
          License: 'MIT',
        },
        c: { Source: 'Repository', Repository: 'CRAN', Depends: ['R (>= 4)'] },
      }),
    );
    expect(manifest.graph).toBe('full');
    expect(edgeLines(manifest)).toEqual([
      'a@1.0-2 -> b@1.0-2',
      'b@1.0-2 -> c@1.0-2',
    ]);
    expect(componentLines(manifest)).toEqual([
      'a@1.0-2 unknown direct',
      'b@1.0-2 unknown perhaps direct',
      'c@1.0-2 unknown perhaps direct',
    ]);
    expect(componentNamed(manifest, 'b').license).toBe('MIT');
  });

  it.each([
    ['{"Packages":{}}', /'R' is missing/],
    ['{"R":{"Version":"4"}}', /'Packages' is missing/],
  ])('%s is refused', (text, reason) => {
    expect(() => readWith('renv.lock', text)).toThrow(reason);
  });
});
