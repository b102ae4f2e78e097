import type { PlannedChange } from '../plan';
import { onOneLine } from '../../texts/inert';
import { titleOf } from './words';

/** Names that are no pattern to any update tool. */
const PLAIN_NAME = /^@?[A-Za-z0-9][\w.\-/:~]*$/;
const PLAIN_VERSION = /^[A-Za-z0-9][\w.+-]*$/;

/** How update tools call what reads a manifest. */
export interface ToolNames {
  renovate: string;
  dependabot: string;
}

/** By format: Renovate's managers and Dependabot's ecosystems. */
const NAMES = new Map<string, ToolNames>([
  ['npm-package-lock', { renovate: 'npm', dependabot: 'npm' }],
  ['npm-shrinkwrap', { renovate: 'npm', dependabot: 'npm' }],
  ['yarn-lock', { renovate: 'npm', dependabot: 'npm' }],
  ['pnpm-lock', { renovate: 'npm', dependabot: 'npm' }],
  ['maven-pom', { renovate: 'maven', dependabot: 'maven' }],
  ['gradle-lockfile', { renovate: 'gradle', dependabot: 'gradle' }],
  [
    'gradle-configuration-lockfile',
    { renovate: 'gradle', dependabot: 'gradle' },
  ],
  ['cargo-lock', { renovate: 'cargo', dependabot: 'cargo' }],
  ['requirements-txt', { renovate: 'pip_requirements', dependabot: 'pip' }],
  ['uv-lock', { renovate: 'pep621', dependabot: 'uv' }],
  ['pdm-lock', { renovate: 'pep621', dependabot: 'pip' }],
  ['poetry-lock', { renovate: 'poetry', dependabot: 'pip' }],
  ['pipfile-lock', { renovate: 'pipenv', dependabot: 'pip' }],
  ['go-sum', { renovate: 'gomod', dependabot: 'gomod' }],
  [
    'gradle-verification-metadata',
    { renovate: 'gradle', dependabot: 'gradle' },
  ],
  ['gradle-version-catalog', { renovate: 'gradle', dependabot: 'gradle' }],
  ['swift-package-resolved', { renovate: 'swift', dependabot: 'swift' }],
  ['go-mod', { renovate: 'gomod', dependabot: 'gomod' }],
  ['gemfile-lock', { renovate: 'bundler', dependabot: 'bundler' }],
  ['composer-lock', { renovate: 'composer', dependabot: 'composer' }],
  ['nuget-packages-lock', { renovate: 'nuget', dependabot: 'nuget' }],
  ['nuget-packages-config', { renovate: 'nuget', dependabot: 'nuget' }],
  ['nuget-packages-props', { renovate: 'nuget', dependabot: 'nuget' }],
  ['dotnet-project', { renovate: 'nuget', dependabot: 'nuget' }],
  ['bun-lock', { renovate: 'bun', dependabot: 'bun' }],
  ['pubspec-lock', { renovate: 'pub', dependabot: 'pub' }],
  ['mix-lock', { renovate: 'mix', dependabot: 'mix' }],
  [
    'github-workflow',
    { renovate: 'github-actions', dependabot: 'github-actions' },
  ],
  [
    'github-action',
    { renovate: 'github-actions', dependabot: 'github-actions' },
  ],
  ['dockerfile', { renovate: 'dockerfile', dependabot: 'docker' }],
  [
    'compose-file',
    { renovate: 'docker-compose', dependabot: 'docker-compose' },
  ],
  ['terraform-lock', { renovate: 'terraform', dependabot: 'terraform' }],
  ['helm-lock', { renovate: 'helmv3', dependabot: 'helm' }],
  ['helm-chart', { renovate: 'helmv3', dependabot: 'helm' }],
]);

/** What an update tool can be told to do. */
export interface ToolChange {
  change: PlannedChange;
  names: ToolNames;
}

/**
 * Changes that update tools make: upgrades of direct dependencies. They write no overrides, which are
 * left to people, as is what they cannot be told.
 */
export function forTools(changes: readonly PlannedChange[]): {
  told: ToolChange[];
  byHand: string[];
} {
  const told: ToolChange[] = [];
  const byHand: string[] = [];
  for (const change of changes) {
    const names = NAMES.get(change.format);
    const isPlain =
      PLAIN_NAME.test(change.package) && PLAIN_VERSION.test(change.to);
    if (names && isPlain && change.kind !== 'override') {
      told.push({ change, names });
    } else {
      byHand.push(`By hand: ${titleOf(change, onOneLine)}`);
    }
  }
  return { told, byHand };
}
