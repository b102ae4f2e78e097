import type {
  LicenseObligations,
  LicensePolicies,
  LicenseSources,
  Retention,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  aSnapshot,
  aTarget,
} from '@safety-curtain/plugin-supply-chain-react/samples';
import {
  aDecision,
  aLicensedComponent,
  aLicensedComponentDetail,
  aLicenseIssue,
  aLicenseOverview,
  anAsOf,
  anExport,
} from '../src/__testUtils__/answers';

/** What the backend would say, by path. */
export const answers = {
  '/overview': anOverview(),
  '/targets': aPage([aTarget()]),
  '/licenses/overview': aLicenseOverview(),
  '/licenses/issues': aPage([aLicenseIssue()]),
  '/licenses/components': aPage([aLicensedComponent()]),
  '/licenses/component': aLicensedComponentDetail(),
  '/licenses/obligations': {
    items: [
      {
        obligation: {
          id: 'notice',
          title: 'Keep the notice',
          description: 'Ship the license text.',
        },
        licenses: ['MIT', 'ISC'],
        components: 80,
      },
    ],
    incomplete: 3,
  } satisfies LicenseObligations,
  '/licenses/policies': {
    policies: [
      {
        name: 'shipped',
        digest: 'd'.repeat(64),
        services: 3,
        rules: [
          { rule: 'categories.network-copyleft', verdict: 'deny' },
          { rule: 'categories.permissive', verdict: 'allow' },
        ],
      },
    ],
    distribution: {
      annotation: 'safety-curtain.io/distribution',
      default: 'hosted',
      rules: [{ model: 'shipped', when: 'its type is library' }],
    },
  } satisfies LicensePolicies,
  '/licenses/sources': {
    components: 100,
    asked: 98,
    pending: 2,
    known: 94,
    sources: [
      {
        id: 'npm',
        title: 'npm registry',
        ecosystems: ['npm'],
        state: 'ok',
        answered: 94,
        absent: 4,
        failed: 0,
        lastSuccessAt: '2026-01-06T09:00:00.000Z',
      },
    ],
  } satisfies LicenseSources,
  '/licenses/notices': 'Notices of Checkout',
  '/decisions': aPage([aDecision()]),
  '/as-of': anAsOf(),
  '/retention': {
    rules: [
      { kind: 'sboms', title: 'SBOMs', held: 0, stored: 12, bytes: 2_500_000 },
      { kind: 'logs', title: 'Scan logs', days: 90, due: 4, held: 2 },
    ],
    deletions: [],
  } satisfies Retention,
  '/exports': aPage([anExport()]),
  '/snapshots': aPage([aSnapshot()]),
};
