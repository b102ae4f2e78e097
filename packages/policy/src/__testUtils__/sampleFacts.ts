import type { RepositoryFacts } from '../facts/repositoryFacts';
import type {
  ServiceFacts,
  VulnerabilityDataFacts,
} from '../facts/serviceFacts';
import type { SourceTree } from '../source/sourceTree';

/** When the tests ask. */
export const NOW = new Date('2026-06-01T12:00:00Z');

/** A time so many days before `NOW`. */
export function daysAgo(days: number): string {
  return new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString();
}

/** A source of these files, walked to its end. */
export function sourceOf(
  files: Record<string, string>,
  more: Partial<SourceTree> = {},
): SourceTree {
  return {
    paths: Object.keys(files),
    texts: new Map(Object.entries(files)),
    complete: true,
    binaries: [],
    fuzzers: [],
    ...more,
  };
}

export const WORKFLOW = `name: CI
on: [push, pull_request]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567
      - uses: github/codeql-action/analyze@0123456789abcdef0123456789abcdef01234567
      - run: npm ci
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@0123456789abcdef0123456789abcdef01234567
`;

const GOOD_SOURCE = sourceOf(
  {
    '.github/workflows/ci.yml': WORKFLOW,
    '.github/dependabot.yml':
      'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n',
    'SECURITY.md':
      'Write to security@example.org. We answer within 3 days and disclose within 90 days.\n',
    LICENSE: 'Apache License\nVersion 2.0',
    'LICENSES/Apache-2.0.txt': 'Apache License, Version 2.0',
    CODEOWNERS: '* @shop-team\n',
  },
  { fuzzers: [{ path: 'src/a.test.ts', line: 1, tool: 'fast-check' }] },
);

export const currentData: VulnerabilityDataFacts = {
  advisories: { state: 'current', asOf: daysAgo(1) },
  knownExploited: { state: 'current', asOf: daysAgo(1) },
};

export const GOOD_REPOSITORY: RepositoryFacts = {
  forge: 'GitHub',
  address: 'https://github.com/acme/shop',
  asOf: daysAgo(0),
  archived: false,
  defaultBranch: 'main',
  branch: {
    protected: true,
    forcePushes: false,
    deletions: false,
    pullRequests: true,
    approvals: 2,
    codeOwners: true,
    dismissesStale: true,
    lastPush: true,
    statusChecks: true,
    upToDate: true,
    signedCommits: true,
    coversAdmins: true,
  },
  twoFactorRequired: true,
  codeScanning: { on: true, lastAt: daysAgo(1), tools: ['CodeQL'] },
  secretScanning: true,
  changes: { looked: 30, reviewed: 30, unreviewed: [] },
  commits: { looked: 30, signed: 30 },
};

/** A service that no check finds fault with. */
export function goodFacts(changes: Partial<ServiceFacts> = {}): ServiceFacts {
  return {
    entity: {
      ref: 'component:default/shop',
      kind: 'Component',
      type: 'service',
      lifecycle: 'production',
      tags: ['node'],
      owners: ['group:default/shop-team'],
      system: 'system:default/shop',
    },
    scanning: {
      lastGoodAt: daysAgo(1),
      lastAt: daysAgo(1),
      lastOutcome: 'good',
      everyHours: 24,
    },
    manifests: [
      {
        path: 'package-lock.json',
        ecosystem: 'npm',
        state: 'read',
        locked: true,
        inStep: true,
        hashes: { able: 1, without: 0, first: [] },
        unpinned: { count: 0, first: [] },
      },
    ],
    findings: [],
    vulnerabilityData: currentData,
    sbom: {
      present: true,
      madeAt: daysAgo(1),
      components: 1,
      partial: false,
      quality: 90,
    },
    components: [
      {
        purl: 'pkg:npm/left@1.0.0',
        name: 'left',
        version: '1.0.0',
        direct: true,
        daysBehind: 10,
        versionsBehind: 1,
        provenance: { outcome: 'verified', level: 2 },
      },
    ],
    licenses: [
      {
        purl: 'pkg:npm/left@1.0.0',
        state: 'known',
        license: 'MIT',
        verdict: 'allow',
      },
    ],
    exceptions: [],
    source: GOOD_SOURCE,
    repository: GOOD_REPOSITORY,
    ...changes,
  };
}

/** Only the catalog was read. */
export function noFacts(changes: Partial<ServiceFacts> = {}): ServiceFacts {
  const { entity } = goodFacts();
  return { entity, ...changes };
}
