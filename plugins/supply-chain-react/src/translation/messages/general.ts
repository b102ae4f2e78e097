/** Words that every page uses. */
export const generalMessages = {
  severity: {
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    none: 'None',
    unknown: 'Unknown',
    nothing: 'No open findings',
  },
  health: {
    ok: 'Scan up to date',
    partial: 'Partly read',
    failed: 'Last scan failed',
    stale: 'Scan out of date',
    empty: 'Nothing to scan',
    pending: 'Not scanned yet',
    unscannable: 'Source not known',
  },
  freshness: {
    asOf: 'Advisory data as of',
    unknown: 'The age of the advisory data is not known',
    failing_one: '{{count}} of {{sources}} advisory sources is failing',
    failing_other: '{{count}} of {{sources}} advisory sources are failing',
    example: 'Example data from {{day}}',
    exampleUnread: 'Example data',
    exampleHint:
      'A snapshot to try things out with. Vulnerabilities published since that day are not in it.',
    stale: '{{title}}: out of date, from',
    staleUnknown: 'an unknown day',
    means: {
      osv: 'Vulnerabilities published since then are not shown.',
      epss: 'Probabilities of exploitation are those of that day.',
      kev: 'Vulnerabilities exploited since then are not marked.',
    },
  },
  scanState: {
    running: 'Running',
    succeeded: 'Succeeded',
    unchanged: 'Unchanged',
    partial: 'Partly read',
    failed: 'Failed',
    abandoned: 'Abandoned',
  },
  scope: {
    runtime: 'Runtime',
    development: 'Development',
    optional: 'Optional',
  },
  states: {
    denied: 'You may not see {{what}}',
    deniedHint:
      'Your portal’s permission policy does not allow it. Whoever runs the portal can change that.',
    failed: 'Could not load {{what}}',
    retry: 'Try again',
  },
  filter: {
    all: 'All',
    yes: 'Yes',
    no: 'No',
    search: 'Search',
    clear: 'Clear filters',
    system: 'System',
    lifecycle: 'Lifecycle',
    tag: 'Tag',
  },
  list: {
    perPage: '{{number}} per page',
  },
  copy: {
    button: 'Copy {{what}}',
    done: 'Copied',
  },
  download: {
    csv: 'CSV',
    failed: 'Download failed: {{reason}}',
  },
  paths: {
    what: 'dependency paths',
    loading: 'Loading dependency paths',
    none: 'The lock file names no path to this package.',
    all: 'Show all {{number}} paths',
    truncated: 'There are more paths than are listed here.',
    from: 'in {{manifest}}',
    direct: 'Direct dependency, declared in {{file}}',
    copy: 'path',
  },
} as const;
