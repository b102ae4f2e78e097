import { describeCheck } from '../../__testUtils__/checkTable';
import { daysAgo, noFacts } from '../../__testUtils__/sampleFacts';
import type { FindingFacts } from '../../facts/serviceFacts';
import { noKnownExploited } from './noKnownExploited';
import { timeToRemediate } from './timeToRemediate';
import { withinServiceLevels } from './withinServiceLevels';

function finding(changes: Partial<FindingFacts> = {}): FindingFacts {
  return {
    id: 'CVE-2026-0001',
    package: 'left',
    severity: 'high',
    state: 'open',
    firstSeenAt: daysAgo(1),
    knownExploited: false,
    ...changes,
  };
}

const findings = (...list: Partial<FindingFacts>[]) =>
  noFacts({ findings: list.map(finding) });

describeCheck(withinServiceLevels, [
  { when: 'nothing open', facts: findings(), answer: 'pass' },
  ...(
    [
      ['critical', 7],
      ['high', 30],
      ['medium', 90],
      ['low', 120],
      ['unknown', 90],
      ['none', 120],
    ] as const
  ).flatMap(([severity, days]) => [
    {
      when: `${severity}, well before ${days} days`,
      facts: findings({ severity, firstSeenAt: daysAgo(days - 4) }),
      answer: 'pass' as const,
    },
    {
      when: `${severity}, just before ${days} days`,
      facts: findings({ severity, firstSeenAt: daysAgo(days - 0.5) }),
      answer: 'warn' as const,
      says: /due in 0 days/,
    },
    {
      when: `${severity}, after ${days} days`,
      facts: findings({ severity, firstSeenAt: daysAgo(days + 0.5) }),
      answer: 'fail' as const,
      says: /overdue by 1 day/,
    },
  ]),
  {
    when: 'what is overdue was set aside or resolved',
    facts: findings(
      { state: 'setAside', firstSeenAt: daysAgo(300) },
      { state: 'resolved', firstSeenAt: daysAgo(300) },
    ),
    answer: 'pass',
  },
  {
    when: 'a level of the scorecard',
    facts: findings({ firstSeenAt: daysAgo(10) }),
    options: { high: 9 },
    answer: 'fail',
    toChange: 1,
  },
]);

describeCheck(noKnownExploited, [
  { when: 'none', facts: findings({}), answer: 'pass' },
  {
    when: 'one that is set aside',
    facts: findings({ knownExploited: true, state: 'setAside' }),
    answer: 'pass',
  },
  {
    when: 'one open',
    facts: findings({ knownExploited: true, fixedIn: '2.0.1' }),
    answer: 'fail',
    says: /fixed in 2\.0\.1/,
  },
  {
    when: 'one open without a fix',
    facts: findings({ knownExploited: true }),
    answer: 'fail',
    says: /no fix is known/,
  },
]);

const resolved = (
  open: number,
  ago: number,
  severity: FindingFacts['severity'],
) =>
  finding({
    state: 'resolved',
    severity,
    firstSeenAt: daysAgo(ago + open),
    resolvedAt: daysAgo(ago),
  });

describeCheck(timeToRemediate, [
  {
    when: 'the mean is within target',
    facts: findings(resolved(2, 5, 'critical'), resolved(10, 5, 'critical')),
    answer: 'pass',
    says: /critical 6 days/,
  },
  {
    when: 'a quick low one does not make up for a slow critical one',
    facts: findings(resolved(20, 5, 'critical'), resolved(1, 5, 'low')),
    answer: 'fail',
    says: /critical 20 days \(target 7\)/,
  },
  {
    when: 'slow, but long ago',
    facts: findings(resolved(200, 100, 'critical')),
    answer: 'notApplicable',
  },
  { when: 'nothing resolved', facts: findings({}), answer: 'notApplicable' },
]);
