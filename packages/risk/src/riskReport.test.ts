import { HASH_DIFFERS } from './releases/hashes';
import { type RiskyPackage, riskReport } from './riskReport';
import type { RiskOptions } from './model';

const now = new Date('2026-12-01T00:00:00Z');

function risky(
  name: string,
  changes: Partial<RiskyPackage> = {},
): RiskyPackage {
  return {
    ecosystem: 'npm',
    name,
    version: '1.0.0',
    purl: `pkg:npm/${name}@1.0.0`,
    path: 'package-lock.json',
    risks: [
      {
        rule: 'similar-name',
        severity: 'high',
        confidence: 'medium',
        message: `${name} is near.`,
        detail: 'lodash',
      },
    ],
    ...changes,
  };
}

function report(packages: RiskyPackage[], options: Partial<RiskOptions> = {}) {
  return riskReport({ packages, locks: [] }, { now, ...options });
}

describe('risks as a report', () => {
  it('are one result for a package, whatever its versions', () => {
    const other = { version: '2.0.0', purl: 'pkg:npm/lodahs@2.0.0' };
    const { results } = report([risky('lodahs'), risky('lodahs', other)]);
    expect(results).toMatchObject([
      {
        kind: 'package-risk',
        message: 'lodahs is near. (1 more version)',
        package: { name: 'lodahs', version: '1.0.0' },
        place: { path: 'package-lock.json' },
      },
    ]);
    // Another version is the same finding.
    const next = report([risky('lodahs', other)]).results;
    expect(next[0].fingerprint).toBe(results[0].fingerprint);
  });

  it('are let be until an end, and counted', () => {
    const allow = [
      { package: 'npm:lod*', rule: 'similar-name', reason: 'ours' },
      { package: 'npm:other', until: '2026-11-30', reason: 'for a while' },
      { package: 'npm:other', rule: HASH_DIFFERS, reason: 'another rule' },
    ];
    const { results, notices } = report([risky('lodahs'), risky('other')], {
      allow,
    });
    expect(results.map(one => one.package?.name)).toEqual(['other']);
    expect(notices).toEqual(['Let be by supplyChain.packages.allow: 1']);
  });

  it('of packages that others ask for are left out where that is the rule', () => {
    const risks = [{ ...risky('x').risks[0], directOnly: true }];
    expect(report([risky('x', { risks })]).results).toEqual([]);
    expect(report([risky('x', { risks, direct: false })]).results).toEqual([]);
    expect(report([risky('x', { risks, direct: true })]).results).toHaveLength(
      1,
    );
  });

  it('hold nothing that moves text about, and are bounded', () => {
    const risks = [
      { ...risky('x').risks[0], message: `a\u202eb\n${'x'.repeat(5_000)}` },
    ];
    const [{ message }] = report([risky('x', { risks })]).results;
    expect(message).toMatch(/^a\ufffdb\ufffdx+$/);
    expect(message).toHaveLength(1_000);
    const many = Array.from({ length: 2_100 }, (_, n) => risky(`p${n}`));
    expect(report(many)).toMatchObject({
      cut: { read: 2_000, total: 2_100 },
      partial: true,
    });
  });
});
