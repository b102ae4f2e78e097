import { examples } from '../__testUtils__/examples';
import { readOne } from '../__testUtils__/reading';

const document = JSON.parse(examples['dependency-check'].document);

describe('Dependency-Check', () => {
  it('tells what is exploited, mended where, and how sure it is', () => {
    expect(readOne(document).results[0]).toMatchObject({
      score: 9.8,
      confidence: 'high',
      object: 'x-1.0.0.jar',
      package: { ecosystem: 'Maven', fixedVersions: ['1.2.0'] },
      vulnerability: { knownExploited: true },
    });
  });

  it('gives the notes of what it suppresses', () => {
    expect(readOne(document).results[1].suppression).toEqual({
      kind: 'external',
      status: 'accepted',
      reason: 'another x',
    });
  });

  it('did not finish where an analysis failed', () => {
    const analysisExceptions = [{ exception: { message: 'no network' } }];
    const report = readOne({ ...document, scanInfo: { analysisExceptions } });
    expect(report).toMatchObject({ partial: true, notices: ['no network'] });
  });

  it('finds the lock file that a package is named in', () => {
    const [dependency] = document.dependencies;
    const filePath = '/ci/shop/web/package-lock.json?lodash';
    const { results } = readOne(
      { ...document, dependencies: [{ ...dependency, filePath }] },
      { root: '/ci/shop' },
    );
    expect(results[0].place).toEqual({ path: 'web/package-lock.json' });
  });
});
