import { hasCorpus } from '../testing/corpora';
import { conformanceDiff, fixtures } from '../testing/lockfileConformance';
import { knownDifferences } from '../testing/knownDifferences';

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
