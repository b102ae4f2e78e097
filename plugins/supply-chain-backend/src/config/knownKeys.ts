import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Keys below a key; a list stands for each of its items, `null` for anything. */
export type Keys = { [key: string]: Keys } | [Keys] | null;

const feed: Keys = { id: null, url: null, path: null, example: null };
const registry: Keys = { url: null, authorization: null };
const digest: Keys = { digest: null, at: null, timeZone: null, weekday: null };
const services: Keys = {
  kinds: null,
  types: null,
  lifecycles: null,
  tags: null,
  owners: null,
};

/**
 * What `supplyChain` has, as `config.d.ts` says (a test holds them together).
 * Scorecards and policies have readers that look at their own keys.
 */
export const knownKeys: Keys = {
  targets: { filter: null, refresh: null },
  schedule: { preset: null, frequency: null, cron: null, jitter: null },
  scanning: {
    enabled: null,
    concurrency: null,
    perHost: null,
    threads: null,
    lease: null,
    poll: null,
    timeout: null,
    backoff: null,
    suddenLoss: { fraction: null, leastComponents: null, remember: null },
    limits: {
      files: null,
      fileBytes: null,
      totalBytes: null,
      depth: null,
      fileTimeout: null,
      fileMemory: null,
    },
  },
  sources: { local: { paths: null } },
  images: {
    refresh: null,
    timeout: null,
    maxBytes: null,
    platform: null,
    registries: [
      {
        host: null,
        mirror: null,
        username: null,
        password: null,
        token: null,
        tokenHost: null,
        allowPrivate: null,
        trustedHosts: null,
      },
    ],
  },
  inspections: {
    enabled: null,
    secrets: {
      allow: [
        {
          path: null,
          rule: null,
          secretHash: null,
          until: null,
          reason: null,
        },
      ],
    },
  },
  packages: {
    enabled: null,
    own: { packages: null, published: null, registries: null },
    leastConfidence: null,
    newReleaseDays: null,
    newPackageDays: null,
    abandonedYears: null,
    rules: [{ id: null, severity: null }],
    allow: [{ package: null, rule: null, until: null, reason: null }],
  },
  provenance: {
    enabled: null,
    npm: { enabled: null },
    pypi: registry,
    trust: { roots: null, keys: [{ name: null, pem: null }] },
    policy: null,
  },
  archive: {
    store: null,
    folder: { path: null },
    export: { concurrency: null },
    signing: { key: null, passphrase: null },
    upload: {
      maxBytes: null,
      concurrency: null,
      arriving: null,
      arrivalTimeout: null,
      minimumRate: null,
      memory: null,
      timeout: null,
    },
    // Of the module that keeps the archive there, which reads it.
    s3: null,
  },
  retention: {
    sbomsDays: null,
    artifactsDays: null,
    logsDays: null,
    auditDays: null,
  },
  scorecards: {
    builtIn: null,
    definitions: null,
    critical: [services],
    refresh: null,
    checkTimeout: null,
    openSsf: { file: null, url: null, refresh: null },
    repositories: { enabled: null, refresh: null },
  },
  licenses: {
    policies: null,
    distribution: { default: null, rules: [{ model: null, filter: null }] },
    exceptions: [
      {
        purl: null,
        license: null,
        scope: { kind: null, ref: null },
        reason: null,
        approver: null,
        endsAt: null,
      },
    ],
    sources: {
      concurrency: null,
      timeout: null,
      maxBytes: null,
      npm: { enabled: null },
      depsDev: { enabled: null, ...registry },
      pypi: registry,
      crates: registry,
      rubygems: registry,
      maven: registry,
      nuget: registry,
    },
  },
  upgrades: { releaseAge: null },
  triage: {
    rules: null,
    duePolicies: null,
    exposure: {
      rules: [{ exposed: null, filter: null }],
      publicApis: null,
    },
    approval: { states: null, severities: null, secondPerson: null },
    publisher: { name: null, namespace: null },
    trustedIgnoreFiles: { owners: null },
    vex: [
      {
        id: null,
        author: null,
        url: null,
        path: null,
        authorization: null,
        refresh: null,
      },
    ],
  },
  tell: {
    enabled: null,
    ...digest,
    groups: [{ ref: null, tell: null, ...digest }],
    operators: null,
    atOnce: { for: null, lifecycles: null },
    decisionEndsDays: null,
    page: null,
  },
  tickets: {
    // Their reader looks at their own keys.
    rules: null,
    perHour: null,
    readEvery: null,
    origin: null,
    // Of the module that keeps tickets there, which reads it.
    jira: null,
  },
  // Their readers look at their own keys.
  gates: null,
  alerts: null,
  badges: { key: null },
  pullRequests: {
    enabled: null,
    comment: null,
    services: null,
    timeout: null,
    patience: null,
    refresh: null,
    keep: null,
  },
  decisions: { secondPerson: null, longestException: null },
  advisories: {
    refresh: null,
    staleAfter: { osv: null, epss: null, kev: null, vulnrichment: null },
    osv: [
      {
        id: null,
        title: null,
        url: null,
        ecosystems: null,
        path: null,
        example: null,
        staleAfter: null,
        leastKept: null,
      },
    ],
    epss: feed,
    kev: feed,
    vulnrichment: feed,
  },
};

/** Throws where there is a key that nothing reads: it is a misspelling, or of another version. */
export function refuseUnknownKeys(config: Config | undefined): void {
  if (config) refuse(config.getOptional(), knownKeys, 'supplyChain');
}

function refuse(value: unknown, keys: Keys, path: string): void {
  if (keys === null || typeof value !== 'object' || value === null) return;
  if (Array.isArray(keys)) {
    if (!Array.isArray(value)) return;
    value.forEach((item, index) => refuse(item, keys[0], `${path}[${index}]`));
    return;
  }
  for (const [key, below] of Object.entries(value)) {
    if (!Object.hasOwn(keys, key)) {
      throw new InputError(
        `${path}.${key} is not known; there are: ${Object.keys(keys).join(
          ', ',
        )}`,
      );
    }
    refuse(below, keys[key], `${path}.${key}`);
  }
}
