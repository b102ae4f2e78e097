import { componentLines, readWith } from '../../__testUtils__/summary';
import { LeftOutFolders } from '../ignoredFolders';
import { planReading } from '../plan';

describe('vendor/modules.txt', () => {
  it('gives the modules that packages were copied of', () => {
    const manifest = readWith(
      'vendor/modules.txt',
      `## workspace
# m.test/a v1.0.0
## explicit; go 1.17
m.test/a
m.test/a/sub
# m.test/unused v1.0.0
## explicit
# m.test/b v1.0.0 => m.test/fork v1.1.0
m.test/b
# m.test/c v0.0.0 => ./c
## explicit
m.test/c
# nonsense
# m.test/b => m.test/fork v1.1.0
`,
    );
    expect(componentLines(manifest)).toEqual([
      'm.test/a@1.0.0 unknown perhaps direct',
      'm.test/c@ unknown perhaps direct',
      'm.test/fork@1.1.0 unknown perhaps direct',
    ]);
    expect(manifest.warnings[0]).toBe("not a module: '# nonsense'");
  });

  it('is refused without a module', () => {
    expect(() => readWith('vendor/modules.txt', 'm.test/a\n')).toThrow(
      /is missing/,
    );
  });

  it('gives way to a go.mod', () => {
    const plan = planReading([
      'a/go.mod',
      'a/vendor/modules.txt',
      'vendor/modules.txt',
    ]);
    expect(plan.read.map(({ path }) => path)).toEqual([
      'a/go.mod',
      'vendor/modules.txt',
    ]);
  });

  it('is the one file of a vendor folder that a walk keeps, where there is no go.mod', () => {
    const walk = new LeftOutFolders();
    for (const path of [
      'a/go.mod',
      'a/vendor/modules.txt',
      'b/vendor/modules.txt',
      'b/vendor/x.go',
    ]) {
      walk.ignores(path.replace(/\/[^/]*$/, ''));
      walk.see(path);
    }
    expect(walk.leavesOut('a/vendor/modules.txt')).toBe(true);
    expect(walk.leavesOut('b/vendor/modules.txt')).toBe(false);
    expect(walk.leavesOut('b/vendor/x.go')).toBe(true);
  });
});
