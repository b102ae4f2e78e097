import { corpusText, hasCorpus } from '@safety-curtain/testing';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const lock = (...sections: string[]) =>
  [...sections, 'COCOAPODS: 1.15.2', ''].join('\n\n');

describe('Podfile.lock', () => {
  it('has one component for a pod and its subspecs, with the edges of all', () => {
    const manifest = readWith(
      'Podfile.lock',
      lock(
        'PODS:\n  - A (1.0):\n    - A/Core (= 1.0)\n  - A/Core (1.0):\n    - B/X\n  - B/X (2.0)\n  - "C+D/E (3.0)"',
        'DEPENDENCIES:\n  - A (~> 1.0)\n  - "C+D/E (from `../c`)"',
      ),
    );
    expect(componentLines(manifest)).toEqual([
      'A@1.0 unknown direct',
      'B@2.0 unknown',
      'C+D@3.0 unknown direct',
    ]);
    expect(edgeLines(manifest)).toEqual(['A@1.0 -> B@2.0']);
  });

  it('tells where pods come from', () => {
    const commit = 'c4'.repeat(20);
    const manifest = readWith(
      'Podfile.lock',
      lock(
        `PODS:\n${['G', 'M', 'P', 'S', 'T', 'U']
          .map(n => `  - ${n} (1.0)`)
          .join('\n')}`,
        'DEPENDENCIES:\n  - G\n  - M\n  - P\n  - S\n  - T\n  - U',
        'SPEC REPOS:\n  trunk:\n    - T\n  https://git.test/specs.git:\n    - S',
        'EXTERNAL SOURCES:\n  G:\n    :branch: main\n    :git: https://u:secret@git.test/g.git\n  M:\n    :branch: main\n    :git: https://git.test/m.git\n  P:\n    :path: "../p"\n  U:\n    :podspec: https://files.test/U.podspec',
        `CHECKOUT OPTIONS:\n  G:\n    :commit: ${commit}\n    :git: https://u:secret@git.test/g.git`,
        `SPEC CHECKSUMS:\n  T: ${commit}`,
      ),
    );
    expect(manifest.components.map(c => `${c.origin} ${c.purl}`)).toEqual(
      [
        'registry pkg:cocoapods/S@1.0?repository_url=https:%2F%2Fgit.test%2Fspecs.git',
        'registry pkg:cocoapods/T@1.0',
        `git pkg:cocoapods/G@1.0?vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fg.git%40${commit}`,
        'git pkg:cocoapods/M@1.0?vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fm.git',
        'file pkg:cocoapods/P@1.0?download_url=file:..%2Fp',
        'url pkg:cocoapods/U@1.0?download_url=https:%2F%2Ffiles.test%2FU.podspec',
      ].sort((a, b) => (a.split(' ')[1] < b.split(' ')[1] ? -1 : 1)),
    );
    expect(componentNamed(manifest, 'T').integrity).toBe(commit);
    expect(manifest.lock?.unpinned?.first.map(p => p.name)).toEqual(['M', 'U']);
  });

  it('says what it lacks of the graph', () => {
    const { unresolved } = readWith(
      'Podfile.lock',
      lock(
        'PODS:\n  - A (1.0):\n    - Gone/X',
        'DEPENDENCIES:\n  - A\n  - Lost',
      ),
    );
    expect(unresolved).toEqual({
      count: 2,
      first: ['Gone', 'Lost'],
      poms: [],
      cut: true,
    });
  });

  it('is refused without its last line', () => {
    expect(() => readWith('Podfile.lock', 'PODS:\n  - A (1.0)\n')).toThrow(
      /'COCOAPODS' is missing/,
    );
  });
});

(hasCorpus('lockfiles') ? describe : describe.skip)(
  'a Podfile.lock of a real project (skipped where the corpora are absent)',
  () => {
    it('has as many pods as its checksums name', () => {
      const text = corpusText(
        'lockfiles/podfile-lock/syft-Podfile.lock',
        'Podfile.lock',
      )!;
      const [, checksums] = /SPEC CHECKSUMS:\n((?: {2}.*\n)+)/.exec(text)!;
      const names = checksums
        .trim()
        .split('\n')
        .map(line => line.trim().split(':')[0]);
      const { components } = readWith('Podfile.lock', text);
      expect(components.map(c => c.name).sort()).toEqual(names.sort());
    });
  },
);
