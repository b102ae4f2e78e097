import {
  type SystemHealth,
  noSeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aComponent,
  aFinding,
  aFindingDetail,
  anOverview,
  aPage,
  aScan,
  aSnapshot,
  aTarget,
  aTargetDetail,
  aVulnerability,
} from '@safety-curtain/plugin-supply-chain-react/samples';

/** What the backend would say, by path. */
export const answers = {
  '/overview': anOverview(),
  '/targets': aPage([aTarget()]),
  '/targets/component/default/checkout': aTargetDetail(),
  '/findings': aPage([
    aFinding(),
    aFinding({
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
    }),
  ]),
  '/findings/1': aFindingDetail(),
  '/findings/1/paths': { paths: [], total: { count: 0, atLeast: false } },
  '/findings/trend': {
    points: [
      {
        at: '2026-01-01T00:00:00.000Z',
        open: { ...noSeverityCounts(), high: 20 },
        opened: 0,
        resolved: 0,
      },
      {
        at: '2026-01-04T00:00:00.000Z',
        open: { ...noSeverityCounts(), high: 15 },
        opened: 2,
        resolved: 7,
      },
    ],
  },
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
    scorecards: { due: 0, running: 0, failing: 0, failingServices: [] },
    notifications: { waiting: 0, due: 0, failing: 0 },
    trackers: [],
    failingTargets: [],
  } satisfies SystemHealth,
  '/components': aPage([aComponent()]),
  '/advisories': aPage([aVulnerability()]),
  '/scans': aPage([aScan()]),
  '/snapshots': aPage([aSnapshot()]),
};
