import { describeCheck } from '../../__testUtils__/checkTable';
import { currentData, daysAgo, noFacts } from '../../__testUtils__/sampleFacts';
import type {
  ComponentFacts,
  DataAge,
  FindingFacts,
  ManifestFacts,
  VulnerabilityDataFacts,
} from '../../facts/serviceFacts';
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
  noFacts({ findings: list.map(finding), vulnerabilityData: currentData });

const manifest = (state: ManifestFacts['state'], locked?: boolean) => ({
  path: `${state}.lock`,
  state,
  ...(locked !== undefined && { locked }),
});

/** A service without findings, as far as it was read. */
const readAs = (
  manifests: ManifestFacts[] | undefined,
  components: ComponentFacts[] | undefined,
) => ({ ...findings(), manifests, components });
const someComponents: ComponentFacts[] = [
  { purl: 'pkg:npm/left@1.0.0', name: 'left', version: '1.0.0' },
];

const UNREAD = [
  { when: 'its only manifest is stale', manifests: [manifest('stale')] },
  { when: 'its only manifest failed', manifests: [manifest('failed')] },
  {
    when: 'nothing is read, and an old reading stands',
    manifests: [manifest('stale'), manifest('failed')],
    components: someComponents,
  },
  { when: 'there is no manifest', manifests: [], components: [] },
  {
    when: 'its only manifest has no lock file',
    manifests: [manifest('read', false)],
    components: [],
  },
  { when: 'its source was never read', components: [] },
].map(({ when, manifests, components }) => ({
  when: `nothing open where ${when}`,
  facts: readAs(manifests, components),
  answer: 'unknown' as const,
  says: /^No (?:manifest|package) of the service/,
}));

const READ = [
  {
    when: 'one of two is read',
    manifests: [manifest('read', true), manifest('stale')],
    components: someComponents,
  },
  {
    when: 'it asks for nothing',
    manifests: [manifest('read', true)],
    components: [],
  },
  { when: 'only an SBOM is there', manifests: [], components: someComponents },
].map(({ when, manifests, components }) => ({
  when: `nothing open where ${when}`,
  facts: readAs(manifests, components),
  answer: 'pass' as const,
}));

/** The same where one kind of data is not current. */
const behind = (
  changes: Partial<VulnerabilityDataFacts>,
  ...list: Partial<FindingFacts>[]
) =>
  noFacts({
    findings: list.map(finding),
    vulnerabilityData: { ...currentData, ...changes },
  });
const stale: DataAge = { state: 'stale', asOf: '2026-05-02T10:00:00.000Z' };
const missing: DataAge = { state: 'missing' };

describeCheck(withinServiceLevels, [
  ...UNREAD,
  ...READ,
  { when: 'nothing open', facts: findings(), answer: 'pass' },
  ...(
    [
      ['critical', 7],
      ['high', 30],
      ['medium', 90],
      ['low', 120],
      ['unknown', 30],
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
    when: 'its own due day is over, by which the severity would have time',
    facts: findings({
      severity: 'low',
      firstSeenAt: daysAgo(10),
      due: daysAgo(3).slice(0, 10),
    }),
    answer: 'fail',
    says: /overdue by \d days/,
  },
  {
    when: 'its own due day is far, by which the severity would be over',
    facts: findings({
      severity: 'critical',
      firstSeenAt: daysAgo(100),
      due: '2999-01-01',
    }),
    answer: 'pass',
  },
  {
    when: 'it is due by no day',
    facts: findings({
      severity: 'critical',
      firstSeenAt: daysAgo(100),
      due: 'none',
    }),
    answer: 'pass',
  },
  {
    when: 'a level of the scorecard, whatever day it is due',
    facts: findings({ firstSeenAt: daysAgo(10), due: '2999-01-01' }),
    options: { high: 9 },
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'a level of the scorecard',
    facts: findings({ firstSeenAt: daysAgo(10) }),
    options: { high: 9 },
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'nothing open, by old data',
    facts: behind({ advisories: stale }),
    answer: 'unknown',
    says: /of 2026-05-02, too old/,
  },
  {
    when: 'one due soon, by old data',
    facts: behind({ advisories: stale }, { firstSeenAt: daysAgo(29) }),
    answer: 'unknown',
    says: /due in 1 day/,
  },
  {
    when: 'one overdue, by old data',
    facts: behind({ advisories: stale }, { firstSeenAt: daysAgo(31) }),
    answer: 'fail',
  },
]);

describeCheck(noKnownExploited, [
  ...UNREAD,
  ...READ,
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
    says: /fixed in 2\.0\.1$/m,
  },
  {
    when: 'one open whose fix is itself vulnerable',
    facts: findings({
      knownExploited: true,
      fixedIn: '2.15.0',
      clearIn: '2.17.1',
    }),
    answer: 'fail',
    says: /fixed in 2\.15\.0, clear of all known vulnerabilities in 2\.17\.1/,
  },
  {
    when: 'one open without a fix',
    facts: findings({ knownExploited: true }),
    answer: 'fail',
    says: /no fix is known/,
  },
  {
    when: 'none on an old list',
    facts: behind({ knownExploited: stale }),
    answer: 'unknown',
    says: /known exploited vulnerabilities is of 2026-05-02, too old/,
  },
  {
    when: 'none on a list of unknown age',
    facts: behind({ knownExploited: { state: 'stale' } }),
    answer: 'unknown',
    says: /of unknown age/,
  },
  {
    when: 'there never was a list',
    facts: behind({ knownExploited: missing }),
    answer: 'unknown',
    says: /No list of known exploited vulnerabilities was read/,
  },
  {
    when: 'none, by old advisories',
    facts: behind({ advisories: stale }),
    answer: 'unknown',
  },
  {
    when: 'one open on an old list',
    facts: behind({ knownExploited: stale }, { knownExploited: true }),
    answer: 'fail',
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
  {
    when: 'slow by severity, and within its own due day',
    facts: findings({
      ...resolved(20, 5, 'critical'),
      due: daysAgo(-20).slice(0, 10),
    }),
    answer: 'pass',
    says: /critical 20 days \(target 4\d\)/,
  },
  {
    when: 'quick by severity, and after its own due day',
    facts: findings({
      ...resolved(20, 5, 'low'),
      due: daysAgo(15).slice(0, 10),
    }),
    answer: 'fail',
    says: /low 20 days \(target 1\d\)/,
  },
  {
    when: 'slow by a level of the scorecard, whatever day it was due',
    facts: findings({ ...resolved(20, 5, 'high'), due: '2999-01-01' }),
    options: { high: 9 },
    answer: 'fail',
    says: /target 9/,
  },
  {
    when: 'it was due by no day',
    facts: findings({ ...resolved(20, 5, 'critical'), due: 'none' }),
    answer: 'notApplicable',
  },
  ...(['withdrawn', 'no-longer-affected', 'no-longer-reported'] as const).map(
    resolvedReason => ({
      when: `the only one is ${resolvedReason}`,
      facts: findings({ ...resolved(20, 5, 'critical'), resolvedReason }),
      answer: 'notApplicable' as const,
    }),
  ),
  {
    when: 'one of unknown severity takes longer than a high one may',
    facts: findings(resolved(40, 5, 'unknown')),
    answer: 'fail',
    says: /high 40 days \(target 30\)/,
  },
]);
