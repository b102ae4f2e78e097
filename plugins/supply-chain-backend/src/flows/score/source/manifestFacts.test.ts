import { otherManifests } from './manifestFacts';

const reason = 'no lock file';
const unlocked = (path: string, ecosystem: string, locked?: boolean) => ({
  path,
  ecosystem,
  reason,
  locked,
});

describe('otherManifests', () => {
  it.each<[string, string, string[], string | undefined]>([
    ['package.json', 'npm', ['bun.lockb'], 'bun.lockb'],
    [
      'packages/a/package.json',
      'npm',
      ['packages/bun.lockb'],
      'packages/bun.lockb',
    ],
    ['packages/a/package.json', 'npm', ['packages/b/bun.lockb'], undefined],
    [
      'packages/a/package.json',
      'npm',
      ['ackages/a/bun.lockb', 'a/bun.lockb'],
      undefined,
    ],
    ['api/pyproject.toml', 'PyPI', ['pixi.lock'], undefined],
    ['api/pyproject.toml', 'PyPI', ['bun.lockb'], undefined],
    ['Cargo.toml', 'crates.io', ['bun.lockb'], undefined],
  ])(
    'does not say that %s of %s is open beside %j',
    (path, ecosystem, paths, lock) => {
      const [facts] = otherManifests(
        [],
        [unlocked(path, ecosystem, false)],
        paths,
      );
      expect(facts).toEqual({
        path,
        ecosystem,
        state: 'read',
        ...(lock === undefined
          ? { locked: false, reason }
          : { reason: `${lock} is not understood` }),
      });
    },
  );

  it('says nothing where a text does not tell, and that all is well where it asks for nothing', () => {
    expect(
      otherManifests(
        [],
        [unlocked('setup.py', 'PyPI'), unlocked('a/package.json', 'npm', true)],
        [],
      ),
    ).toEqual([
      { path: 'setup.py', ecosystem: 'PyPI', state: 'read', reason },
      {
        path: 'a/package.json',
        ecosystem: 'npm',
        state: 'read',
        locked: true,
        unpinned: { count: 0, first: [] },
      },
    ]);
  });

  it('names what could not be read, as much as is kept', () => {
    const many = Array.from({ length: 2000 }, (_, i) => ({
      path: `${i}/package-lock.json`,
      reason: 'x'.repeat(1000),
    }));
    const facts = otherManifests(many, []);
    expect(facts).toHaveLength(1000);
    expect(facts[0]).toMatchObject({ ecosystem: 'npm', state: 'failed' });
    expect(facts[0].reason).toHaveLength(300);
  });
});
