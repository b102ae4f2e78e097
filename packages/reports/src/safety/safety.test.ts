import { examples } from '../__testUtils__/examples';
import { lineOf, readOne } from '../__testUtils__/reading';

const found = {
  vulnerability_id: '25853',
  package_name: 'Insecure_Package',
  analyzed_version: '0.1.0',
  fixed_versions: ['', '0.2.0'],
  CVE: 'CVE-2020-8',
  severity: { cvssv3: { base_score: 7.5, base_severity: 'HIGH' } },
  advisory: 'a',
};
const check = (target: string) => ({
  report_meta: { scan_target: target, safety_version: '2.3.5' },
  affected_packages: { Insecure_Package: { found: 'web/requirements.txt' } },
  vulnerabilities: [found],
  ignored_vulnerabilities: [
    {
      ...found,
      vulnerability_id: '2',
      severity: null,
      ignored: true,
      ignored_reason: 'why',
      ignored_expires: '2100-01-01 00:00:00',
    },
  ],
});

describe('Safety', () => {
  it('reads what version 2 checked, and what is ignored', () => {
    const { results, tool } = readOne(check('files'));
    expect(tool.version).toBe('2.3.5');
    expect(results.map(lineOf)).toEqual([
      'high vulnerability safety:25853 insecure-package@0.1.0 web/requirements.txt',
      'unknown vulnerability safety:2 insecure-package@0.1.0 web/requirements.txt accepted',
    ]);
    expect(results[0]).toMatchObject({
      score: 7.5,
      package: { fixedVersions: ['0.2.0'] },
      vulnerability: { aliases: ['CVE-2020-8'] },
    });
    expect(results[1].suppression).toMatchObject({
      reason: 'why',
      until: '2100-01-01T00:00:00.000Z',
    });
  });

  it('knows no place of an environment', () => {
    expect(readOne(check('environment')).results[0].place).toBeUndefined();
  });

  it('covers the files that version 3 scanned', () => {
    const report = readOne(examples.safety.document);
    expect(report.covers).toEqual(['requirements.txt']);
    expect(report.results[0].package?.fixedVersions).toEqual(['4.0.6']);
    const elsewhere = examples.safety.document.replace(
      '"location":"',
      '"location":"/ci/',
    );
    const unknown = readOne(elsewhere);
    expect(unknown.covers).toBeUndefined();
    expect(unknown.notices).toEqual([
      expect.stringMatching(/^1 file lies outside/),
    ]);
    expect(readOne(elsewhere, { root: '/ci' }).covers).toEqual([
      'requirements.txt',
    ]);
  });
});
