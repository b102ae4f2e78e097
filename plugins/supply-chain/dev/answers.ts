import {
  noSeverityCounts,
  type SupplyChainAnswer,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aComponent,
  aFinding,
  aFindingDetail,
  aGateReport,
  anOverview,
  aPage,
  aPullRequest,
  aScan,
  aSnapshot,
  aTarget,
  aTargetDetail,
  aVulnerability,
} from '@safety-curtain/plugin-supply-chain-react/samples';
import { biggestUpgrades, upgradePlan } from './upgrades';

const minimist = aFinding();
const lodash = aFinding({
  id: '2',
  fingerprint: 'f2',
  advisory: 'CVE-2021-23337',
  summary: 'lodash runs commands that are in a template',
  severity: 'high',
  score: 7.2,
  package: 'lodash',
  versions: ['4.17.20'],
  fixedVersions: ['4.17.21'],
  clearVersions: ['4.17.21'],
  direct: true,
});

const scan = aScan();

const noPaths = {
  paths: [],
  truncated: false,
} satisfies SupplyChainAnswer<'getFindingPaths'>;

/** What the backend would say, by path. */
export const answers = {
  '/overview': anOverview(),
  '/targets': aPage([aTarget()]),
  '/targets/component/default/checkout': aTargetDetail(),
  '/findings': aPage([minimist, lodash]),
  '/findings/1': aFindingDetail(),
  '/findings/1/paths': noPaths,
  '/findings/2': aFindingDetail({ finding: lodash, upgrade: undefined }),
  '/findings/2/paths': noPaths,
  '/findings/trend': {
    points: [
      {
        at: '2026-01-01T00:00:00.000Z',
        open: { ...noSeverityCounts(), high: 20 },
        opened: 0,
        resolved: 0,
        dismissed: 0,
      },
      {
        at: '2026-01-04T00:00:00.000Z',
        open: { ...noSeverityCounts(), high: 15 },
        opened: 2,
        resolved: 7,
        dismissed: 0,
      },
    ],
  } satisfies SupplyChainAnswer<'getFindingTrend'>,
  '/triage/summary': {
    overdue: 2,
    dueSoon: 1,
    nextDue: '2026-01-09',
    needsReview: 0,
    endingSoon: 0,
    owners: [{ owner: 'group:default/payments', overdue: 2, dueSoon: 1 }],
    ownersLeft: 0,
    remediation: [{ severity: 'high', resolved: 7, days: 6.5, late: 1 }],
  } satisfies SupplyChainAnswer<'getTriageSummary'>,
  '/triage/rules': {
    rules: [],
  } satisfies SupplyChainAnswer<'listTriageRules'>,
  '/upgrades': biggestUpgrades,
  '/upgrade-plan': upgradePlan,
  '/gate': aGateReport(),
  '/badge/link': {} satisfies SupplyChainAnswer<'getBadgeLink'>,
  '/pull-requests': aPage([aPullRequest()]),
  '/reports/comparison': {
    tools: [],
    ...aPage([]),
  } satisfies SupplyChainAnswer<'compareTools'>,
  '/ignore-files': {
    files: [],
  } satisfies SupplyChainAnswer<'listIgnoreFiles'>,
  '/usages': {
    ...aPage([]),
    services: { count: 0, atLeast: false },
    owners: { count: 0, atLeast: false },
    unknownAdvisories: [],
    near: [],
  } satisfies SupplyChainAnswer<'listUsages'>,
  '/system-health': {
    sources: [
      {
        id: 'osv',
        title: 'OSV',
        kind: 'osv',
        state: 'ok',
        stale: false,
        example: false,
        lastSuccessAt: '2026-01-06T09:00:00.000Z',
        records: 240,
        rejected: 0,
      },
    ],
    queue: { targets: 16, due: 2, running: 1, backingOff: 0 },
    damagedDocuments: { count: 0, documents: [] },
    healedDocuments: [],
    workers: 2,
    catalog: { lastPassAt: '2026-01-06T10:00:00.000Z' },
    scorecards: {
      due: 0,
      running: 0,
      failing: 0,
      failingServices: [],
      failingServicesLeft: 0,
    },
    notifications: {
      enabled: true,
      operators: 1,
      waiting: 0,
      due: 0,
      failing: 0,
    },
    trackers: [],
    failingTargets: [],
    failingTargetsLeft: 0,
  } satisfies SupplyChainAnswer<'getSystemHealth'>,
  '/components': aPage([aComponent()]),
  '/snapshots/11/paths': noPaths,
  '/advisories': aPage([aVulnerability()]),
  '/scans': aPage([scan]),
  [`/scans/${scan.id}`]: {
    scan,
    files: aTargetDetail().manifests,
  } satisfies SupplyChainAnswer<'getScan'>,
  '/snapshots': aPage([aSnapshot()]),
};
