import { corpusText, hasCorpus } from '@safety-curtain/testing';
import {
  conformanceDiff,
  fixtures,
} from '../__testUtils__/lockfileConformance';
import { knownDifferences } from '../__testUtils__/knownDifferences';
import { readManifest } from './readManifest';

const FORMATS = [
  'npm-package-lock',
  'yarn-lock',
  'pnpm-lock',
  'poetry-lock',
  'requirements-txt',
  'pipfile-lock',
  'maven-pom',
  'go-mod',
  'cargo-lock',
  'gemfile-lock',
  'gradle-lockfile',
  'uv-lock',
  'pylock-toml',
  'pdm-lock',
  'composer-lock',
  'nuget-packages-lock',
  'nuget-project-assets',
  'dotnet-deps-json',
  'nuget-packages-config',
  'nuget-packages-props',
  'dotnet-csproj',
  'paket-lock',
  'bun-lock',
  'deno-json',
  'pubspec-lock',
  'mix-lock',
  'dpkg-status',
  'apk-installed',
  'go-sum',
  'gradle-verification-metadata',
  'gradle-version-catalog',
  'sbt-lock',
  'swift-package-resolved',
  'podfile-lock',
  'conan-lock',
  'conda-environment',
  'renv-lock',
  'stack-lock',
  'cabal-project-freeze',
  'julia-manifest',
];

describe.each(FORMATS)('%s', format => {
  const ids = fixtures(format);

  (hasCorpus('lockfiles') ? describe : describe.skip)(
    'corpus fixtures (skipped where the corpora are absent)',
    () => {
      // The exact difference is asserted: a new miss fails, and so does a listed one that is gone.
      it.each(ids)('%s', id => {
        const known = knownDifferences.get(`${format}/${id}`);
        expect(conformanceDiff(format, id)).toEqual(known?.lines ?? []);
      });
    },
  );
});

(hasCorpus('lockfiles') ? describe : describe.skip)(
  'the list of known differences (skipped where the corpora are absent)',
  () => {
    it('names no fixture that is not there', () => {
      const all = FORMATS.flatMap(format =>
        fixtures(format).map(id => `${format}/${id}`),
      );
      expect(all).toEqual(expect.arrayContaining([...knownDifferences.keys()]));
    });
  },
);

const E2E = [
  '1-Gemfile.lock',
  '1-Pipfile.lock',
  '2-composer.lock',
  '2-package-lock.json',
  '2-poetry.lock',
  '2-pom.xml',
  '2-yarn.lock',
  '2-go.mod',
];

(hasCorpus('lockfiles-e2e') ? describe : describe.skip)(
  'lock files of real projects (skipped where the corpora are absent)',
  () => {
    it.each(E2E)('%s: as many packages, and each one with a finding', id => {
      const expected = JSON.parse(
        corpusText('lockfiles-e2e', id, 'expected.json')!,
      );
      const text = corpusText('lockfiles-e2e', id, expected.file)!;
      const { components } = readManifest(expected.file, text);
      // The tool that counted does not count the Go standard library.
      const counted = components.filter(({ name }) => name !== 'stdlib');
      expect(counted).toHaveLength(expected.packages_found);
      const found = new Set(
        components.map(c => `${c.packageName} ${c.version}`),
      );
      for (const { name, version } of expected.findings) {
        expect(found).toContain(`${name} ${version}`);
      }
    });
  },
);
