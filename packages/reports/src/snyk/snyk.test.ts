import { lineOf, readAll, readOne } from '../__testUtils__/reading';

const issue = {
  id: 'SNYK-JS-X-1',
  title: 't',
  severity: 'high',
  name: 'x',
  version: '1.0.0',
  from: ['app@1', 'y@1', 'x@1.0.0'],
};
const project = {
  ok: false,
  packageManager: 'npm',
  displayTargetFile: 'package-lock.json',
  vulnerabilities: [issue],
};
const failure = { ok: false, error: 'no lock file', path: '.' };

describe('Snyk', () => {
  it('tells a vulnerability of a package once, whatever leads to it', () => {
    const direct = { ...issue, from: ['app@1', 'x@1.0.0'] };
    const other = { ...issue, version: '2.0.0', from: ['app@1', 'z', 'x'] };
    const { results } = readOne({
      ...project,
      vulnerabilities: [direct, issue, other],
    });
    expect(results.map(result => result.package)).toEqual([
      expect.objectContaining({ version: '1.0.0', direct: true }),
      expect.objectContaining({ version: '2.0.0', direct: false }),
    ]);
  });

  it('reads issues in groups', () => {
    const grouped = {
      ...issue,
      name: ['x', 'x'],
      from: [
        ['app@1', 'x@1.0.0'],
        ['app@1', 'y@1', 'x@2.0.0'],
      ],
    };
    const { results } = readOne({ ...project, vulnerabilities: [grouped] });
    expect(results.map(result => result.package?.version)).toEqual([
      '1.0.0',
      '2.0.0',
    ]);
  });

  it('takes what is ignored on some paths only for not ignored', () => {
    const ignored = {
      ...issue,
      filtered: { ignored: [{ reason: 'why', expires: '2100-01-01T00:00' }] },
    };
    const filtered = { ignore: [ignored], patch: [] };
    const suppressed = (of: object) =>
      readOne(of).results.map(({ suppression }) => suppression);
    expect(suppressed({ ...project, filtered })).toEqual([undefined]);
    expect(suppressed({ ...project, vulnerabilities: [], filtered })).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        reason: 'why',
        until: expect.stringMatching(/^2100-01-01T|^2099-12-31T/),
      },
    ]);
  });

  it('covers the files of its projects, and no others', () => {
    const report = readOne([
      project,
      { ...project, displayTargetFile: 'web/yarn.lock', vulnerabilities: [] },
    ]);
    expect(report.covers).toEqual(['package-lock.json', 'web/yarn.lock']);
    expect(report.partial).toBeUndefined();
  });

  it('did not finish where a project failed', () => {
    const report = readOne([project, failure]);
    expect(report.partial).toBe(true);
    expect(report.notices).toEqual(['a project failed: no lock file']);
    expect(() => readAll(failure)).toThrow('Snyk failed: no lock file');
  });

  it('reads images as series of their own, with what is inside', () => {
    const image = {
      ...project,
      packageManager: 'deb',
      projectName: 'docker-image|registry.example/shop:2',
      displayTargetFile: undefined,
      vulnerabilities: [
        { ...issue, packageManager: 'debian:11', name: 'gcc-10/libgcc-s1' },
      ],
      applications: [{ ...project, displayTargetFile: '/app/package.json' }],
    };
    const report = readOne(image);
    expect(report.tool.id).toBe('snyk-container');
    expect(report.category).toBe('registry.example/shop');
    expect(report.covers).toBeUndefined();
    expect(report.results.map(lineOf)).toEqual([
      'high vulnerability SNYK-JS-X-1 libgcc-s1@1.0.0',
      'high vulnerability SNYK-JS-X-1 x@1.0.0',
    ]);
    expect(report.results[0].package?.ecosystem).toBe('Debian');
    expect(report.results[1].object).toBe('/app/package.json');
  });

  it('leaves licenses out, and says how many', () => {
    const { results, notices } = readOne({
      ...project,
      vulnerabilities: [{ ...issue, type: 'license' }],
    });
    expect(results).toEqual([]);
    expect(notices).toEqual(['1 result about licenses is left out']);
  });
});
