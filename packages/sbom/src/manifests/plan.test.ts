import { planReading } from './plan';

describe('planReading', () => {
  it('reads one of two lock files that describe the same', () => {
    const plan = planReading([
      'a/npm-shrinkwrap.json',
      'a/package-lock.json',
      'b/package-lock.json',
    ]);
    expect(plan.read.map(file => file.path)).toEqual([
      'a/npm-shrinkwrap.json',
      'b/package-lock.json',
    ]);
    expect(plan.skip).toEqual([
      {
        path: 'a/package-lock.json',
        format: 'npm-package-lock',
        reason: 'npm-shrinkwrap.json beside it describes the same',
      },
    ]);
  });

  it('says which projects pin nothing', () => {
    const plan = planReading(['web/package.json', 'api/pyproject.toml']);
    expect(plan.read).toEqual([]);
    expect(plan.skip.map(file => file.path)).toEqual([
      'web/package.json',
      'api/pyproject.toml',
    ]);
    expect(plan.skip[0].reason).toContain('not pinned');
  });

  it('finds the lock file of a workspace in a folder above, not in one beside', () => {
    const workspace = ['yarn.lock', 'package.json', 'packages/a/package.json'];
    expect(planReading(workspace).skip).toEqual([]);
    expect(
      planReading(['web/yarn.lock', 'website/package.json']).skip.map(
        file => file.path,
      ),
    ).toEqual(['website/package.json']);
  });
});
