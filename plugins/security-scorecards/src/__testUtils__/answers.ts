import type {
  Decision,
  ScorecardCampaignList,
  ScorecardCheck,
  ScorecardDefinition,
  ScorecardNode,
  ScorecardRollUp,
  ScorecardRollUpRow,
  ScorecardService,
  ServiceCheck,
  ServiceScorecard,
  ServiceScorecards,
} from '@safety-curtain/plugin-supply-chain-common';
import { countAnswers } from '../marks/answers';

const ENTITY = 'component:default/checkout';

/** A check of dependencies. */
export function aCheck(
  overrides: Partial<ScorecardCheck> = {},
): ScorecardCheck {
  return {
    id: 'dependencies-locked',
    title: 'Dependencies locked',
    category: 'dependencies',
    weight: 8,
    advice: 'Commit a lock file.',
    controls: [{ framework: 'ssdf', title: 'NIST SSDF 1.1', id: 'PW.4.1' }],
    options: {},
    ...overrides,
  };
}

/** Two levels, three checks of two categories, one campaign. */
export function aScorecard(
  overrides: Partial<ScorecardDefinition> = {},
): ScorecardDefinition {
  return {
    name: 'supply-chain',
    title: 'Supply-chain security',
    description: 'From being seen to being under control.',
    filter: { kinds: [], types: [], lifecycles: [], tags: [], owners: [] },
    checks: [
      aCheck({
        id: 'no-known-exploited',
        title: 'No known exploited vulnerability open',
        category: 'findings',
        advice: 'Upgrade what is named.',
      }),
      aCheck(),
      aCheck({
        id: 'scanned-recently',
        title: 'Scanned recently',
        category: 'findings',
        options: { days: 7 },
      }),
    ],
    levels: [
      {
        name: 'bronze',
        title: 'Bronze',
        checks: ['scanned-recently'],
        warningsHold: true,
      },
      {
        name: 'silver',
        title: 'Silver',
        checks: ['no-known-exploited', 'dependencies-locked'],
        warningsHold: true,
      },
    ],
    campaigns: [
      {
        name: 'silver-by-spring',
        title: 'Silver by spring',
        target: '2026-03-31',
        level: 'silver',
        checks: [],
      },
    ],
    ...overrides,
  };
}

/** What passes, since January. */
export function aServiceCheck(
  overrides: Partial<ServiceCheck> = {},
): ServiceCheck {
  return {
    check: 'scanned-recently',
    answer: 'pass',
    result: 'pass',
    reason: 'The last good scan is a day old.',
    evidence: [],
    toChange: 0,
    since: '2026-01-05T10:00:00.000Z',
    ...overrides,
  };
}

/** Bronze is held; silver lacks two checks, of which one is quickly done. */
export function aServiceScorecard(
  overrides: Partial<ServiceScorecard> = {},
): ServiceScorecard {
  return {
    scorecard: aScorecard(),
    level: 'bronze',
    levelsHeld: 1,
    levelSince: '2026-01-05T10:00:00.000Z',
    critical: true,
    next: {
      level: 'silver',
      missing: [
        { check: 'dependencies-locked', effort: 1 },
        { check: 'no-known-exploited', effort: 24 },
      ],
    },
    checks: [
      aServiceCheck({
        check: 'no-known-exploited',
        answer: 'fail',
        result: 'fail',
        reason: 'One is open.',
        evidence: [
          {
            kind: 'finding',
            ref: 'CVE-2021-44906',
            file: 'package-lock.json',
            date: '2026-01-05T10:00:00.000Z',
            text: 'critical, minimist 1.2.0: open for 40 days',
          },
        ],
        toChange: 3,
      }),
      aServiceCheck({
        check: 'dependencies-locked',
        answer: 'unknown',
        result: 'unknown',
        reason: 'Not all of the source could be read.',
      }),
      aServiceCheck(),
    ],
    campaigns: [
      {
        name: 'silver-by-spring',
        title: 'Silver by spring',
        target: '2026-03-31',
        state: 'overdue',
        missing: ['dependencies-locked'],
      },
    ],
    scoredAt: '2026-01-06T10:00:00.000Z',
    ...overrides,
  };
}

/** One scorecard, of a reader who may ask for exemptions. */
export function theServiceScorecards(
  overrides: Partial<ServiceScorecards> = {},
): ServiceScorecards {
  return {
    entityRef: ENTITY,
    name: 'Checkout',
    scorecards: [aServiceScorecard()],
    pending: false,
    mayExempt: true,
    ...overrides,
  };
}

/** Four services, one of which is critical and fails a check. */
export function aRollUpRow(
  overrides: Partial<ScorecardRollUpRow> = {},
): ScorecardRollUpRow {
  return {
    ref: 'group:default/payments',
    title: 'Payments',
    services: 4,
    criticalServices: 1,
    levels: [1, 2, 1],
    alertLevels: { high: 1, medium: 2, low: 1, unknown: 0 },
    checks: [
      countAnswers(['fail', 'pass', 'pass', 'pass']),
      countAnswers(['warn', 'unknown', 'pass', 'notApplicable']),
      countAnswers(['pass', 'pass', 'pass', 'pass']),
    ],
    failingCritical: [
      { entityRef: ENTITY, name: 'Checkout', checks: ['no-known-exploited'] },
    ],
    failingCriticalCount: 1,
    overdue: 2,
    ...overrides,
  };
}

/** One team, and services that nobody owns. */
export function aRollUp(
  overrides: Partial<ScorecardRollUp> = {},
): ScorecardRollUp {
  return {
    scorecard: 'supply-chain',
    by: 'owner',
    rows: [
      aRollUpRow(),
      aRollUpRow({ ref: 'unowned', title: 'unowned', services: 2 }),
    ],
    total: aRollUpRow({
      ref: 'organization',
      title: 'organization',
      services: 6,
    }),
    pending: 3,
    oldest: '2026-01-06T09:00:00.000Z',
    ...overrides,
  };
}

/** The service of {@link aServiceScorecard}, as lists have it. */
export function aScorecardService(
  overrides: Partial<ScorecardService> = {},
): ScorecardService {
  return {
    entityRef: ENTITY,
    name: 'Checkout',
    owners: ['group:default/payments'],
    lifecycle: 'production',
    critical: true,
    level: 'bronze',
    levelsHeld: 1,
    answers: ['fail', 'unknown', 'pass'],
    missing: ['dependencies-locked', 'no-known-exploited'],
    overdue: ['silver-by-spring'],
    scoredAt: '2026-01-06T10:00:00.000Z',
    ...overrides,
  };
}

/** A campaign that is overdue, and waits for one team. */
export function someCampaigns(): ScorecardCampaignList {
  return {
    items: [
      {
        name: 'silver-by-spring',
        title: 'Silver by spring',
        target: '2026-03-31',
        level: 'silver',
        state: 'overdue',
        services: 4,
        done: 1,
        teams: [
          {
            ref: 'group:default/payments',
            title: 'Payments',
            services: 4,
            done: 1,
          },
        ],
        teamsLeft: 3,
      },
    ],
  };
}

/** Payments on one scorecard. */
export function aNode(overrides: Partial<ScorecardNode> = {}): ScorecardNode {
  return {
    ref: 'group:default/payments',
    title: 'Payments',
    scorecards: [
      {
        scorecard: 'supply-chain',
        title: 'Supply-chain security',
        levels: ['Bronze', 'Silver'],
        rollUp: aRollUpRow(),
        overdueServices: [
          { entityRef: ENTITY, name: 'Checkout' },
          { entityRef: 'component:default/orders', name: 'Orders' },
        ],
        worst: [
          {
            check: 'no-known-exploited',
            title: 'No known exploited vulnerability open',
            advice: 'Upgrade what is named.',
            weight: 10,
            failing: 1,
          },
        ],
      },
    ],
    ...overrides,
  };
}

/** An exemption that waits for approval. */
export function anExemption(overrides: Partial<Decision> = {}): Decision {
  return {
    id: '31',
    subject: 'check-exemption',
    state: 'proposed',
    scope: { kind: 'entity', ref: ENTITY },
    about: { check: 'dependencies-locked', scorecard: 'supply-chain' },
    verdict: 'exempt',
    reason: 'Replaced in spring',
    author: 'user:default/avery',
    createdAt: '2026-01-06T10:00:00.000Z',
    endsAt: '2026-04-06T10:00:00.000Z',
    may: ['approve', 'reject'],
    ...overrides,
  };
}
