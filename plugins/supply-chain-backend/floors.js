/*
 * The rooms of `src`, from the top of the house to its foundation. A file
 * imports from its own room and from rooms further down; lint holds it to that.
 * docs/architecture.md says what lives where.
 */
module.exports = [
  'actions',
  'http',
  'config',

  'flows/catalog',
  'flows/retain',
  'flows/export',
  'flows/gate',
  'flows/upload',
  'flows/scan',
  'flows/reading',
  'flows/advise',
  'flows/license',
  'flows/vex',
  'flows/tell',
  'flows/triage',
  'flows/score',

  'views/health',
  'views/overview',
  'views/scorecards',
  'views/targets',
  'views/history',
  'views/snapshots',
  'views/scans',
  'views/upgrades',
  'views/findings',
  'views/components',
  'views/vulnerabilities',
  'views/licenses',
  'views/decisions',
  'views/structure',
  'views/times',

  'records/targets',
  'records/alerts',
  'records/results',
  'records/licenses',
  'records/scans',
  'records/vulnerabilities',
  'records/findings',
  'records/scoring',
  'records/inventory',
  'records/documents',
  'records/decisions',
  'records/registries',
  'records/structure',
  'records/outbox',
  'records/audit',

  'engines',

  'outside/sources',
  'outside/feeds',
  'outside/registries',
  'outside/stores',
  'outside/web',

  'telemetry',
  'messages',
  'settings',
  'database',
];
