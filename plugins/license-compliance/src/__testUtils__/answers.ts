import type {
  ArchiveExport,
  AsOf,
  Decision,
  LicensedComponent,
  LicensedComponentDetail,
  LicenseIssue,
  LicenseOverview,
} from '@safety-curtain/plugin-supply-chain-common';
import { noSeverityCounts } from '@safety-curtain/plugin-supply-chain-common';

const ENTITY = 'component:default/checkout';

/** The overview of one service: 100 packages, one denied, six to review, three unknown. */
export function aLicenseOverview(
  overrides: Partial<LicenseOverview> = {},
): LicenseOverview {
  return {
    components: 100,
    services: 1,
    states: { known: 94, unknown: 3, ambiguous: 2, conflicting: 1 },
    pending: 2,
    verdicts: { allow: 90, review: 6, deny: 1, curate: 3 },
    excepted: { review: 4, deny: 0 },
    policy: 'shipped',
    distribution: { model: 'shipped', because: 'its type is “library”' },
    categories: [
      { category: 'permissive', components: 80, services: 1 },
      { category: 'network-copyleft', components: 1, services: 1 },
      { category: 'unclassified', components: 19, services: 1 },
    ],
    licenses: [],
    teams: [],
    asOf: '2026-01-06T09:00:00.000Z',
    ...overrides,
  };
}

/** A denied package, by a rule on network copyleft. */
export function aLicenseIssue(
  overrides: Partial<LicenseIssue> = {},
): LicenseIssue {
  return {
    id: '7',
    entityRef: ENTITY,
    targetName: 'Checkout',
    owners: ['group:default/payments'],
    purl: 'pkg:npm/ghost-db@2.0.0',
    ecosystem: 'npm',
    name: 'ghost-db',
    version: '2.0.0',
    expression: 'AGPL-3.0-only',
    state: 'known',
    category: 'network-copyleft',
    verdict: 'deny',
    policy: 'shipped',
    reasons: [
      {
        license: 'AGPL-3.0-only',
        verdict: 'deny',
        rule: 'categories.network-copyleft',
        text: 'Network copyleft is denied in what is shipped',
      },
    ],
    direct: false,
    scope: 'runtime',
    firstSeenAt: '2026-01-05T10:00:00.000Z',
    snapshotId: '11',
    ...overrides,
  };
}

/** The package of {@link aLicenseIssue}, as lists have it. */
export function aLicensedComponent(
  overrides: Partial<LicensedComponent> = {},
): LicensedComponent {
  return {
    purl: 'pkg:npm/ghost-db@2.0.0',
    ecosystem: 'npm',
    name: 'ghost-db',
    version: '2.0.0',
    expression: 'AGPL-3.0-only',
    state: 'known',
    category: 'network-copyleft',
    verdict: 'deny',
    direct: false,
    scope: 'runtime',
    ...overrides,
  };
}

/** The package of {@link aLicenseIssue} with all that is known of it. */
export function aLicensedComponentDetail(
  overrides: Partial<LicensedComponentDetail> = {},
): LicensedComponentDetail {
  return {
    component: aLicensedComponent(),
    claims: [
      {
        source: 'npm',
        text: 'AGPL-3.0',
        expression: 'AGPL-3.0-only',
        candidates: ['AGPL-3.0-only', 'AGPL-3.0-or-later'],
        recordedAt: '2026-01-05T10:00:00.000Z',
      },
    ],
    curations: [],
    verdicts: [
      { policy: 'shipped', verdict: 'deny', reasons: aLicenseIssue().reasons },
    ],
    obligations: [
      {
        id: 'disclose-source',
        title: 'Disclose the source',
        description: 'Offer the source to all who use it over a network.',
      },
    ],
    ...overrides,
  };
}

/** An exception that waits for approval. */
export function aDecision(overrides: Partial<Decision> = {}): Decision {
  return {
    id: '21',
    subject: 'license-exception',
    state: 'proposed',
    scope: { kind: 'entity', ref: ENTITY },
    about: { purl: 'pkg:npm/ghost-db@2.0.0' },
    verdict: 'allow',
    reason: 'It is replaced with the next release',
    author: 'user:default/avery',
    createdAt: '2026-01-06T10:00:00.000Z',
    endsAt: '2026-04-06T10:00:00.000Z',
    may: ['approve', 'reject'],
    ...overrides,
  };
}

/** A day on which one finding was known, and two have been learned since. */
export function anAsOf(overrides: Partial<AsOf> = {}): AsOf {
  return {
    entityRef: ENTITY,
    at: '2026-01-05T23:59:59.999Z',
    snapshots: [],
    licenses: [
      { expression: 'MIT', category: 'permissive', then: 300, now: 310 },
      { expression: '', category: 'unclassified', then: 47, now: 37 },
    ],
    findings: {
      then: { ...noSeverityCounts(), high: 1 },
      now: { ...noSeverityCounts(), critical: 1, high: 2 },
      learned: 2,
    },
    notes: ['Registries were first asked on 3 January.'],
    ...overrides,
  };
}

/** An export that is being made. */
export function anExport(
  overrides: Partial<ArchiveExport> = {},
): ArchiveExport {
  return {
    id: '0b9a6c1e-6b1f-4d0e-9a55-2f3f5b7c8d9e',
    scope: { kind: 'system', ref: 'system:default/shop' },
    formats: ['cyclonedx'],
    state: 'ready',
    requestedBy: 'user:default/avery',
    createdAt: '2026-01-06T10:00:00.000Z',
    services: 4,
    servicesDone: 0,
    documents: 0,
    bytes: 0,
    ...overrides,
  };
}
