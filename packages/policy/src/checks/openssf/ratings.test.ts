import { describeCheck } from '../../__testUtils__/checkTable';
import {
  currentData,
  noFacts,
  sourceOf,
} from '../../__testUtils__/sampleFacts';
import type { FindingFacts, ServiceFacts } from '../../facts/serviceFacts';
import { readOpenSsfResult } from '../../openssf/readOpenSsfResult';
import { onlyByResult } from './onlyByResult';
import { openSsfScore, openSsfRating } from './openSsfScore';
import { vulnerabilities } from './vulnerabilities';

const open = (...ids: string[]) =>
  noFacts({
    findings: ids.map<FindingFacts>(id => ({
      id,
      package: 'left',
      severity: 'low',
      state: 'open',
      firstSeenAt: '2026-01-01T00:00:00Z',
      knownExploited: false,
    })),
    vulnerabilityData: currentData,
  });

const ofOldData = (facts: ServiceFacts): ServiceFacts => ({
  ...facts,
  vulnerabilityData: { ...currentData, advisories: { state: 'stale' } },
});

describeCheck(vulnerabilities, [
  { when: 'none', facts: open(), answer: 'pass' },
  {
    when: 'one in two places',
    facts: open('CVE-1', 'CVE-1'),
    answer: 'pass',
    says: /9 of 10/,
  },
  { when: 'four', facts: open('1', '2', '3', '4'), answer: 'warn' },
  {
    when: 'eleven',
    facts: open(...Array.from({ length: 11 }, (_, at) => `CVE-${at}`)),
    answer: 'fail',
    says: /0 of 10/,
  },
  {
    when: 'four, by old data',
    facts: ofOldData(open('1', '2', '3', '4')),
    answer: 'unknown',
    says: /too old/,
  },
  {
    when: 'six, by old data',
    facts: ofOldData(open('1', '2', '3', '4', '5', '6')),
    answer: 'fail',
  },
]);

const result = (...checks: [name: string, score: number][]) =>
  readOpenSsfResult({
    date: '2026-05-30',
    repo: { name: 'example.org/shop' },
    scorecard: { version: 'v5' },
    score: 5,
    checks: checks.map(([name, score]) => ({
      name,
      score,
      reason: 'as it is',
      details: ['Warn: a detail'],
    })),
  });

for (const check of onlyByResult) {
  const given = (score: number) =>
    noFacts({ openSsf: result([check.openSsfName, score]) });
  describeCheck(check, [
    { when: 'ten points', facts: given(10), answer: 'pass' },
    { when: 'six', facts: given(6), answer: 'warn', says: /a detail/ },
    { when: 'none', facts: given(0), answer: 'fail' },
    { when: 'inconclusive', facts: given(-1), answer: 'unknown' },
  ]);
}

describe('a configured result', () => {
  it('goes before our own reading, which answers where it is inconclusive', () => {
    const facts = noFacts({
      source: sourceOf({ LICENSE: '' }),
      openSsf: result(['License', 3], ['Dependency-Update-Tool', -1]),
    });
    const { checks, by } = openSsfRating(facts);
    expect(checks).toContainEqual({
      name: 'License',
      score: 3,
      reason: 'OpenSSF Scorecard: as it is',
    });
    expect(
      checks.find(({ name }) => name === 'Dependency-Update-Tool'),
    ).toEqual({
      name: 'Dependency-Update-Tool',
      score: 0,
      reason: 'no update tool is set up',
    });
    expect(by).toBe('both');
  });
});

describeCheck(openSsfScore, [
  {
    when: 'a full result, well',
    facts: noFacts({
      openSsf: result(
        ['Dangerous-Workflow', 10],
        ['Token-Permissions', 10],
        ['Vulnerabilities', 10],
        ['Maintained', 10],
        ['Code-Review', 10],
        ['Branch-Protection', 10],
      ),
    }),
    answer: 'pass',
    says: /10 of 10, partial: 45 percent/,
  },
  {
    when: 'our own reading of an empty source',
    facts: noFacts({
      source: sourceOf({}),
      findings: [],
      vulnerabilityData: currentData,
    }),
    answer: 'fail',
    options: { coverage: 30 },
    says: /partial/,
  },
  {
    when: 'the same, with a lower bar',
    facts: noFacts({
      source: sourceOf({}),
      findings: [],
      vulnerabilityData: currentData,
    }),
    options: { coverage: 30, fail: 3 },
    answer: 'warn',
  },
  {
    when: 'too little of it',
    facts: noFacts({ findings: [], vulnerabilityData: currentData }),
    answer: 'unknown',
    says: /Only 7 percent/,
  },
]);
