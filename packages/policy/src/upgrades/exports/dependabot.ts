import type { UpgradePlan } from '../plan';
import { type ToolChange, forTools } from './updateTools';
import { onOneLine } from '../../texts/inert';
import { headlineOf } from './words';

/**
 * A plan as configuration of Dependabot: for each place a group of the packages that have
 * vulnerabilities, and one of those that only have to let go of others, which security updates
 * leave alone.
 */
export function toDependabot(plan: UpgradePlan): string {
  const { told, byHand } = forTools(plan.changes);
  const lines = [...headlineOf(plan), ...byHand].map(
    line => `# ${onOneLine(line)}`,
  );
  const places = placesOf(told);
  lines.push('version: 2', places.length > 0 ? 'updates:' : 'updates: []');
  return `${[...lines, ...places.flatMap(entryOf)].join('\n')}\n`;
}

interface Place {
  ecosystem: string;
  directory: string;
  vulnerable: Set<string>;
  parents: Set<string>;
}

function placesOf(told: readonly ToolChange[]): Place[] {
  const places = new Map<string, Place>();
  for (const { change, names } of told) {
    const { manifest, package: name, kind } = change;
    const end = manifest.lastIndexOf('/');
    const directory = `/${end < 0 ? '' : manifest.slice(0, end)}`;
    const key = `${names.dependabot}\0${directory}`;
    const place = places.get(key) ?? {
      ecosystem: names.dependabot,
      directory,
      vulnerable: new Set<string>(),
      parents: new Set<string>(),
    };
    (kind === 'parent' ? place.parents : place.vulnerable).add(name);
    places.set(key, place);
  }
  return [...places.values()];
}

/** A text in double quotes: what JSON writes, YAML reads (YAML 1.2.2, section 1.3), but for what it does not print. */
const quote = (text: string) =>
  JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function entryOf({ ecosystem, directory, vulnerable, parents }: Place) {
  return [
    `  - package-ecosystem: ${ecosystem}`,
    `    directory: ${quote(directory)}`,
    '    schedule:',
    '      interval: daily',
    ...(parents.size === 0
      ? ['    # Security updates only.', '    open-pull-requests-limit: 0']
      : []),
    '    groups:',
    ...groupOf('upgrade-plan', 'security-updates', vulnerable),
    ...groupOf('upgrade-plan-parents', 'version-updates', parents),
  ];
}

function groupOf(
  name: string,
  appliesTo: string,
  packages: ReadonlySet<string>,
): string[] {
  if (packages.size === 0) return [];
  return [
    `      ${name}:`,
    `        applies-to: ${appliesTo}`,
    '        patterns:',
    ...[...packages].sort().map(one => `          - ${quote(one)}`),
  ];
}
