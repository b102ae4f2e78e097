import type { ReleaseFacts, RiskOptions } from '../model';
import { RiskJudge } from '../RiskJudge';

const now = new Date('2026-12-01T00:00:00Z');
const old = new Date('2019-01-01T00:00:00Z');
const recent = new Date('2026-11-20T00:00:00Z');

function said(
  facts: ReleaseFacts,
  options: Partial<RiskOptions> = {},
  version = '1.0.0',
): string[] {
  const judge = new RiskJudge({ now, ...options });
  const pkg = { ecosystem: 'npm', name: '@acme/quiet', version };
  return judge
    .judge(pkg, facts)
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a release', () => {
  it('of which nobody says anything is not told of', () => {
    expect(said({})).toEqual([]);
    expect(said({ publishedAt: old, firstPublishedAt: old })).toEqual([]);
  });

  it('is new, or the whole package is, until it is not any more', () => {
    const yesterday = new Date('2026-11-30T12:00:00Z');
    expect(said({ publishedAt: yesterday, firstPublishedAt: old })).toEqual([
      'new-release: 1.0.0 of @acme/quiet was published on 2026-11-30.',
    ]);
    expect(said({ publishedAt: yesterday, firstPublishedAt: recent })).toEqual([
      'new-package: The first release of @acme/quiet is of 2026-11-20.',
    ]);
    const judge = new RiskJudge({ now });
    const pkg = { ecosystem: 'npm', name: 'quiet', version: '1.0.0' };
    const [risk] = judge.judge(pkg, { publishedAt: yesterday });
    expect(risk.until).toEqual(new Date('2026-12-03T12:00:00Z'));
  });

  it('is withdrawn or deprecated', () => {
    expect(said({ yanked: true, deprecated: 'Yanked: broken.' })).toEqual([
      'yanked: 1.0.0 of @acme/quiet was withdrawn: broken.',
    ]);
    const judge = new RiskJudge({ now });
    const pkg = { ecosystem: 'npm', name: 'request', version: '2.88.2' };
    expect(judge.judge(pkg, { deprecated: 'see\n#3142' })).toMatchObject([
      {
        rule: 'deprecated',
        directOnly: true,
        message: 'request is deprecated: see #3142.',
      },
    ]);
  });

  it('came about otherwise than the one before', () => {
    const facts: ReleaseFacts = {
      publishedAt: recent,
      firstPublishedAt: old,
      attested: false,
      attestedBefore: true,
      publisher: 'mallory',
      publisherBefore: 'alice',
      newPublisher: true,
      repository: 'git+ssh://git@github.com/mallory/quiet.git',
      repositoryBefore: 'https://github.com/acme/quiet',
    };
    expect(said(facts)).toEqual([
      'attestation-gone: 1.0.0 of @acme/quiet, of 2026-11-20, has no attestation of how it was built; the release before it has one.',
      'new-publisher: 1.0.0 of @acme/quiet, of 2026-11-20, was published by mallory, who had published none of the package; the one before was by alice.',
      'other-repository: 1.0.0 of @acme/quiet, of 2026-11-20, names github.com/mallory/quiet as its repository; the one before named github.com/acme/quiet.',
    ]);
    // What changed long ago, others have looked at.
    expect(said({ ...facts, publishedAt: old })).toEqual([]);
  });

  it('has another hash in lock files than in its registry, or than elsewhere', () => {
    const [right, wrong, weak] = ['SHA-512:aa', 'SHA-512:bb', 'SHA-1:aa'];
    expect(
      said({ hashes: [right, weak], lockedHashes: [right, weak] }),
    ).toEqual([]);
    expect(said({ hashes: [right], lockedHashes: [right, wrong] })).toEqual([
      'hash-differs: The lock file has another hash of @acme/quiet 1.0.0 than its registry, which has SHA-512 aa….',
    ]);
    // Of another algorithm nothing can be said.
    expect(said({ hashes: [right], lockedHashes: [weak] })).toEqual([]);
    expect(said({ lockedHashes: [right, wrong] })).toEqual([
      'hash-differs: The lock file has another hash of @acme/quiet 1.0.0 than those of other services.',
    ]);
  });

  it('names the same repository in another way', () => {
    expect(
      said({
        publishedAt: recent,
        firstPublishedAt: old,
        repository: 'git+https://github.com/Acme/quiet.git#main',
        repositoryBefore: 'git@github.com:acme/quiet.git',
      }),
    ).toEqual([]);
  });

  it('is of an own name that a public registry has as well', () => {
    const ownPackages = ['npm:@acme/*'];
    expect(said({ isPublic: true }, { ownPackages })).toEqual([
      'own-name-in-public: @acme/quiet is one of your own names, and a public registry has a package of that name.',
    ]);
    expect(
      said(
        { isPublic: true },
        { ownPackages, publishedPackages: ['npm:@acme/quiet'] },
      ),
    ).toEqual([]);
  });

  it('is what a registry put in the place of a malicious package', () => {
    expect(said({}, {}, '0.0.1-security')).toEqual([
      'security-holder: 0.0.1-security of @acme/quiet is what the registry puts in the place of a package that it has taken away.',
    ]);
  });

  it('runs a script, or is of an abandoned package, where that is asked for', () => {
    const facts = { installScript: true, lastPublishedAt: old };
    expect(said(facts)).toEqual([]);
    expect(
      said(facts, {
        rules: [
          { id: 'install-script', severity: 'low' },
          { id: 'abandoned', severity: 'low' },
        ],
      }),
    ).toEqual([
      'install-script: @acme/quiet 1.0.0 runs a script when it is installed.',
      'abandoned: The last release of @acme/quiet is of 2019-01-01.',
    ]);
  });
});
