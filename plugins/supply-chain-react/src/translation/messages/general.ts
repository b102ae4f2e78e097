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
    partial: 'Partial scan',
    failed: 'Last scan failed',
    stale: 'Scan out of date',
    empty: 'Nothing to scan',
    pending: 'Not scanned yet',
    unscannable: 'Source unknown',
  },
  freshness: {
    asOf: 'Advisory data updated {{when}}',
    unknown: 'The age of the advisory data is unknown',
    failing_one: '{{count}} of {{sources}} advisory sources is failing',
    failing_other: '{{count}} of {{sources}} advisory sources are failing',
    example: 'Example data from {{day}}',
    exampleUnread: 'Example data',
    exampleHint:
      'A snapshot for trying things out. It does not include vulnerabilities published since that day.',
    stale: '{{title}}: out of date, last updated {{when}}',
    staleUnknown: '{{title}}: out of date, age unknown',
    means: {
      osv: 'Vulnerabilities published since then are not shown.',
      epss: 'Exploitation probabilities are from that day.',
      kev: 'Vulnerabilities known to be exploited since then are not marked.',
      vulnrichment:
        'Whether attacks on newer vulnerabilities can be automated is assumed.',
    },
  },
  scanState: {
    running: 'Running',
    succeeded: 'Succeeded',
    unchanged: 'Unchanged',
    partial: 'Partial',
    failed: 'Failed',
    abandoned: 'Abandoned',
  },
  scope: {
    runtime: 'Runtime',
    development: 'Development',
    optional: 'Optional',
    unknown: 'Unknown scope',
  },
  states: {
    denied: 'You do not have permission to view {{what}}',
    deniedHint:
      'Your portal’s permission policy does not allow it. Ask an administrator of the portal for access.',
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
  file: {
    choose: 'Choose a file, or drop it here',
    chosen: '{{name}} ({{size}})',
  },
  paths: {
    what: 'dependency paths',
    loading: 'Loading dependency paths',
    none: 'The lock file does not show a path to this package.',
    all: 'Show all {{number}} paths',
    truncated: 'There are more paths than the ones listed here.',
    from: 'in {{manifest}}',
    direct: 'Direct dependency, declared in {{file}}',
    copy: 'path',
  },
} as const;
