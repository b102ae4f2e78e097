import {
  noSeverityCounts,
  type Component,
  type Finding,
  type FindingDetail,
  type GateReport,
  type Overview,
  type Vulnerability,
  type Page,
  type Scan,
  type Snapshot,
  type Target,
  type TargetDetail,
  type JudgedPullRequest,
} from '@safety-curtain/plugin-supply-chain-common';

const ENTITY = 'component:default/checkout';

/** A page that is the whole list, unless told otherwise. @public */
export function aPage<T>(
  items: T[],
  overrides: Partial<Page<T>> = {},
): Page<T> {
  return {
    items,
    total: { count: items.length, atLeast: false },
    ...overrides,
  };
}

/** A transitive, fixable finding. @public */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: '1',
    fingerprint: 'f1',
    kind: 'vulnerability',
    tools: [],
    entityRef: ENTITY,
    targetName: 'Checkout',
    owners: ['group:default/payments'],
    advisory: 'CVE-2021-44906',
    aliases: ['GHSA-xvch-5gv4-984h'],
    summary: 'minimist lets keys change the prototype of objects',
    severity: 'critical',
    score: 9.8,
    knownExploited: false,
    ecosystem: 'npm',
    package: 'minimist',
    versions: ['1.2.0'],
    fixedVersions: ['1.2.6'],
    clearVersions: ['1.2.6'],
    manifests: ['package-lock.json'],
    direct: false,
    scope: 'runtime',
    state: 'open',
    firstSeenAt: '2026-01-05T10:00:00.000Z',
    lastSeenAt: '2026-01-06T10:00:00.000Z',
    ...overrides,
  };
}

/** A vulnerability with one finding. @public */
export function aVulnerability(
  overrides: Partial<Vulnerability> = {},
): Vulnerability {
  return {
    id: 'CVE-2021-44906',
    aliases: ['GHSA-xvch-5gv4-984h'],
    summary: 'minimist lets keys change the prototype of objects',
    severity: 'critical',
    score: 9.8,
    knownExploited: false,
    packages: ['minimist'],
    services: 1,
    owners: ['group:default/payments'],
    findings: 1,
    ...overrides,
  };
}

/** A finding with its claims and history. @public */
export function aFindingDetail(
  overrides: Partial<FindingDetail> = {},
): FindingDetail {
  const finding = overrides.finding ?? aFinding();
  return {
    finding,
    vulnerability: {
      vulnerability: aVulnerability({ id: finding.advisory }),
      unconfirmedAliases: [],
      claims: [
        {
          id: 'GHSA-xvch-5gv4-984h',
          source: 'examples',
          summary: 'Prototype pollution in minimist',
          severity: 'critical',
          score: 9.8,
          affected: [
            { ecosystem: 'npm', name: 'minimist', ranges: ['< 1.2.6'] },
          ],
        },
      ],
    },
    components: [
      {
        purl: 'pkg:npm/minimist@1.2.0',
        version: '1.2.0',
        fixedVersion: '1.2.6',
        direct: false,
        scope: 'runtime',
        manifests: ['package-lock.json'],
      },
    ],
    reported: [],
    alsoClears: [],
    upgrade: {
      package: 'minimist',
      from: ['1.2.0'],
      to: '1.2.6',
      fixed: '1.2.6',
      overrides: [
        {
          file: 'package.json',
          kind: 'file',
          text: '{"overrides":{"minimist":"1.2.6"}}',
        },
      ],
    },
    history: [{ at: '2026-01-05T10:00:00.000Z', kind: 'opened' }],
    ...overrides,
  };
}

/** A scan that succeeded. @public */
export function aScan(overrides: Partial<Scan> = {}): Scan {
  return {
    id: '7f1f9d6e-0b1c-4a57-9d3e-1f1a7b2c3d4e',
    entityRef: ENTITY,
    trigger: 'schedule',
    state: 'succeeded',
    revision: '18d99b743b07aa11',
    startedAt: '2026-01-06T10:00:00.000Z',
    finishedAt: '2026-01-06T10:00:04.200Z',
    durationMs: 4200,
    filesRead: 1,
    filesSkipped: 0,
    filesFailed: 0,
    componentCount: 347,
    findingsOpened: 2,
    findingsResolved: 1,
    ...overrides,
  };
}

/** A target whose last scan read everything. @public */
export function aTarget(overrides: Partial<Target> = {}): Target {
  return {
    entityRef: ENTITY,
    name: 'Checkout',
    kind: 'Component',
    owners: ['group:default/payments'],
    tags: [],
    source: 'https://scm.example/payments/checkout',
    health: 'ok',
    alertLevel: 'high',
    openFindings: { ...noSeverityCounts(), critical: 1, high: 2 },
    componentCount: 347,
    lastScan: aScan(),
    lastGoodScanAt: '2026-01-06T10:00:04.200Z',
    schedule: { queued: false, running: false },
    ...overrides,
  };
}

/** A snapshot with both documents. @public */
export function aSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    id: '11',
    entityRef: ENTITY,
    targetName: 'shop',
    owners: ['group:default/team'],
    origin: 'scan',
    current: true,
    createdAt: '2026-01-06T10:00:04.000Z',
    lastObservedAt: '2026-01-06T10:00:04.000Z',
    componentCount: 347,
    directCount: 11,
    partial: false,
    documents: [
      { format: 'cyclonedx', sha256: 'a'.repeat(64), size: 100 },
      { format: 'spdx', sha256: 'b'.repeat(64), size: 100 },
    ],
    ...overrides,
  };
}

/** A target with its headline, coverage and freshness. @public */
export function aTargetDetail(
  overrides: Partial<TargetDetail> = {},
): TargetDetail {
  return {
    target: aTarget(),
    alert: {
      level: 'high',
      since: '2026-01-05T10:00:00.000Z',
      because: [
        { kind: 'severity', severity: 'critical', count: 1 },
        { kind: 'severity', severity: 'high', count: 2 },
      ],
    },
    snapshot: aSnapshot(),
    manifests: [
      {
        path: 'package-lock.json',
        format: 'npm-package-lock',
        outcome: 'read',
        components: 347,
      },
    ],
    fixable: { findings: 3, packages: 2 },
    knownExploited: 1,
    newest: [],
    advisoryData: {
      asOf: '2026-01-06T09:00:00.000Z',
      advisories: 240,
      sources: 1,
      failing: 0,
      stale: [],
      examples: [],
    },
    ...overrides,
  };
}

/** What a gate says of a service with one critical finding. @public */
export function aGateReport(overrides: Partial<GateReport> = {}): GateReport {
  const nothing = { count: 0, items: [] };
  return {
    subject: ENTITY,
    outcome: 'block',
    policy: { name: 'default', digest: 'c'.repeat(64) },
    reasons: [
      {
        line: 'critical',
        outcome: 'block',
        findings: {
          count: 1,
          items: [
            {
              vulnerability: 'CVE-2021-44906',
              aliases: [],
              ecosystem: 'npm',
              package: 'minimist',
              versions: ['1.2.0'],
              severity: 'critical',
              knownExploited: false,
              malicious: false,
              overdue: false,
              fixedVersion: '1.2.6',
              scope: 'runtime',
              direct: false,
              manifests: ['package-lock.json'],
            },
          ],
        },
        components: nothing,
        notes: nothing,
      },
    ],
    leftOut: { known: 0, dismissed: 2, scope: 0, transitive: 0, except: 0 },
    ...overrides,
  };
}

/** An open pull request that was judged and reported. @public */
export function aPullRequest(
  overrides: Partial<JudgedPullRequest> = {},
): JudgedPullRequest {
  const repository = 'https://github.com/acme/checkout';
  return {
    entityRef: ENTITY,
    forge: 'github',
    repository,
    number: 7,
    title: 'Pay with points',
    url: `${repository}/pull/7`,
    fork: false,
    head: { branch: 'points', revision: 'b'.repeat(40) },
    base: { branch: 'main', revision: 'a'.repeat(40), mergeBase: true },
    outcome: 'block',
    findings: { added: 1, fixed: 2, removed: 0 },
    judgedAt: '2026-01-01T00:00:00.000Z',
    reported: true,
    reportedAt: '2026-01-01T00:00:00.000Z',
    ...overrides,
  };
}

/** A component without findings. @public */
export function aComponent(overrides: Partial<Component> = {}): Component {
  return {
    purl: 'pkg:npm/minimist@1.2.0',
    ecosystem: 'npm',
    name: 'minimist',
    version: '1.2.0',
    license: 'MIT',
    direct: false,
    scope: 'runtime',
    manifests: ['package-lock.json'],
    findings: noSeverityCounts(),
    ...overrides,
  };
}

/** An overview with one owner. @public */
export function anOverview(overrides: Partial<Overview> = {}): Overview {
  const openFindings = { ...noSeverityCounts(), critical: 3, high: 4 };
  return {
    targets: 16,
    components: { count: 3373, atLeast: false },
    health: [
      { health: 'ok', targets: 15 },
      { health: 'partial', targets: 1 },
    ],
    openFindings,
    knownExploited: 7,
    fixable: 5,
    owners: [{ owner: 'group:default/payments', targets: 3, openFindings }],
    advisoryData: {
      asOf: '2026-01-06T09:00:00.000Z',
      advisories: 240,
      sources: 1,
      failing: 0,
      stale: [],
      examples: [],
    },
    ...overrides,
  };
}
