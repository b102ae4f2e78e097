import { manifestReaders } from '@safety-curtain/sbom';

/** Where Backstage's conventions for metrics place those of a plugin. */
const NAMESPACE = 'backstage.plugin.supply_chain';

/** Stands for formats of extensions, and for what no format is known of. */
export const OTHER = 'other';

/** Values of an attribute: all there are, or as many as are configured. */
export type AttributeValues = readonly string[] | 'configured';

interface Instrument {
  name: string;
  kind: 'counter' | 'histogram' | 'gauge';
  /** As UCUM has it; what is counted stands in braces. */
  unit: string;
  description: string;
  attributes: Readonly<Record<string, AttributeValues>>;
  /** Upper bounds of a histogram's buckets, in its unit. */
  buckets?: readonly number[];
}

const MINUTES = [60, 120, 300, 600, 1800];
const QUEUES = [
  'scans',
  'scorecards',
  'registries',
  'provenance',
  'images',
  'changelogs',
  'notifications',
  'pull-requests',
  'tickets',
] as const;

/**
 * All that is measured. No attribute names an entity, a package or a message:
 * each combination of values is a series that someone's database keeps.
 */
export const instruments = {
  scanDuration: {
    name: `${NAMESPACE}.scan.duration`,
    kind: 'histogram',
    unit: 's',
    description: 'Time from the start of a scan to its outcome',
    attributes: {
      outcome: ['succeeded', 'unchanged', 'partial', 'failed', 'abandoned'],
    },
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, ...MINUTES],
  },
  readerFailures: {
    name: `${NAMESPACE}.reader.failures`,
    kind: 'counter',
    unit: '{file}',
    description:
      'Files and uploads that could not be read, pieces of sources that could not be inspected, attestations that could not be verified',
    attributes: {
      format: [
        ...manifestReaders.map(({ id }) => id),
        'upload',
        'vex',
        'ignore-file',
        'inspection',
        'attestation',
        OTHER,
      ],
      failure: ['content', 'time', 'memory', 'process', 'source'],
    },
  },
  matches: {
    name: `${NAMESPACE}.matches`,
    kind: 'counter',
    unit: '{match}',
    description:
      'Matches of package versions with advisories that were stored; those of a changed advisory count anew',
    attributes: { cause: ['scan', 'upload', 'advisories'] },
  },
  findingChanges: {
    name: `${NAMESPACE}.finding.changes`,
    kind: 'counter',
    unit: '{finding}',
    description: 'Findings that were opened, reopened and resolved',
    attributes: {
      change: ['opened', 'reopened', 'resolved'],
      cause: ['scan', 'upload', 'advisories', 'report'],
    },
  },
  exportDuration: {
    name: `${NAMESPACE}.export.duration`,
    kind: 'histogram',
    unit: 's',
    description: 'Time from the start of an export to its end',
    attributes: { outcome: ['finished', 'cancelled', 'failed'] },
    buckets: [0.5, 1, 5, 10, 30, ...MINUTES],
  },
  lockWait: {
    name: `${NAMESPACE}.lock.wait.duration`,
    kind: 'histogram',
    unit: 's',
    description: 'Time that a transaction waited for a lock; on PostgreSQL',
    attributes: {
      lock: ['matching', 'licensing', 'targets'],
      mode: ['shared', 'exclusive'],
    },
    buckets: [0.001, 0.01, 0.1, 0.5, 1, 5, 10, 30, 60],
  },
  queueDue: {
    name: `${NAMESPACE}.queue.due`,
    kind: 'gauge',
    unit: '{item}',
    description:
      'What is due and nobody is at: services to scan, services to score, packages to ask registries about, package versions to ask about where they come from, images to look at, changelogs of releases to write, notifications to send, pull requests to judge, tickets to write',
    attributes: { queue: QUEUES },
  },
  queueOldestDue: {
    name: `${NAMESPACE}.queue.oldest_due.age`,
    kind: 'gauge',
    unit: 's',
    description:
      'For how long what has waited longest has been due; 0 where nothing is',
    attributes: { queue: QUEUES },
  },
  advisoriesAge: {
    name: `${NAMESPACE}.advisories.age`,
    kind: 'gauge',
    unit: 's',
    description: 'Age of the data of an advisory source, EPSS or KEV',
    attributes: {
      source: 'configured',
      kind: ['osv', 'epss', 'kev', 'vulnrichment'],
    },
  },
  advisorySources: {
    name: `${NAMESPACE}.advisories.sources`,
    kind: 'gauge',
    unit: '{source}',
    description:
      'Advisory sources, EPSS and KEV by whether their data is current, too old, or has never been read',
    attributes: { state: ['current', 'stale', 'missing'] },
  },
} as const satisfies Record<string, Instrument>;

type Instruments = typeof instruments;

/** What is told when it happens. */
export type RecordedName = {
  [N in keyof Instruments]: Instruments[N]['kind'] extends 'gauge' ? never : N;
}[keyof Instruments];

/** What is asked for when metrics are collected. */
export type ObservedName = Exclude<keyof Instruments, RecordedName>;

/** The attributes of an instrument, each with one of its values. */
export type AttributesOf<N extends keyof Instruments> = {
  [A in keyof Instruments[N]['attributes']]: Instruments[N]['attributes'][A] extends readonly (infer V)[]
    ? V
    : string;
};

/** A value that is not listed, of an extension say, stands as `other`. */
export function boundedTo(
  listed: Readonly<Record<string, AttributeValues>>,
  attributes: Readonly<Record<string, string>>,
): Record<string, string> {
  const bounded: Record<string, string> = {};
  for (const [name, values] of Object.entries(listed)) {
    const value = attributes[name];
    const known = values === 'configured' || values.includes(value);
    bounded[name] = known ? value : OTHER;
  }
  return bounded;
}
