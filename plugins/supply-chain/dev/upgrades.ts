import type { SupplyChainAnswer } from '@safety-curtain/plugin-supply-chain-common';

const lodash = {
  ecosystem: 'npm',
  package: 'lodash',
  from: ['4.17.20'],
  to: '4.17.21',
  step: 'patch' as const,
};

export const upgradePlan = {
  entityRef: 'component:default/checkout',
  readAt: '2026-01-06T10:00:04.200Z',
  counts: { findings: 2, cleared: 1, urgent: 1, urgentCleared: 0 },
  changes: [
    {
      ...lodash,
      kind: 'upgrade',
      young: false,
      manifest: 'package-lock.json',
      format: 'npm-package-lock',
      declaredIn: 'package.json',
      clears: [
        { package: 'lodash', vulnerability: 'CVE-2021-23337', urgent: false },
      ],
      leaves: [],
      alsoThrough: [],
    },
  ],
  exact: true,
  packages: [],
  unplanned: 0,
  cut: false,
} satisfies SupplyChainAnswer<'getUpgradePlan'>;

export const biggestUpgrades = {
  items: [
    {
      ...lodash,
      findings: 4,
      urgent: 0,
      left: 0,
      services: 3,
      directServices: 2,
      owners: [{ owner: 'group:default/payments', services: 3 }],
      ownersLeft: 0,
      versionsKnown: 'all',
    },
  ],
  packages: { count: 1, atLeast: false },
  packagesLookedAt: 1,
  exact: true,
} satisfies SupplyChainAnswer<'listUpgrades'>;
