import {
  entryOf,
  readJson5,
  Located,
  readLocatedYaml,
  textsIn,
} from '@safety-curtain/input';

/** How a tool that proposes upgrades is set up in a source. */
export interface UpdateTool {
  tool: 'Dependabot' | 'Renovate' | 'Scala Steward';
  path: string;
  /** Settings by which it passes over security fixes. */
  ignoring: readonly { line?: number; text: string }[];
}

const DEPENDABOT = ['.github/dependabot.yml', '.github/dependabot.yaml'];

/** https://docs.renovatebot.com/configuration-options/ and, for `package.json`, its `renovate` field. */
const RENOVATE = [
  'renovate.json',
  'renovate.json5',
  'renovate.jsonc',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
];

const SCALA_STEWARD = [
  '.scala-steward.conf',
  'scala-steward.conf',
  '.github/.scala-steward.conf',
  '.github/scala-steward.conf',
  '.config/.scala-steward.conf',
  '.config/scala-steward.conf',
];

const FILES = new Set([...DEPENDABOT, ...RENOVATE, ...SCALA_STEWARD]);
const MAX_RULES = 1000;

export function isUpdateToolFile(path: string): boolean {
  return FILES.has(path.toLowerCase());
}

/**
 * Reads the settings of an update tool; undefined for every other file, and for
 * a `package.json` without any.
 *
 * @throws InputError where the text is not of its format.
 */
export function readUpdateTool(
  path: string,
  text: string,
): UpdateTool | undefined {
  const name = path.toLowerCase();
  if (DEPENDABOT.includes(name)) {
    return {
      tool: 'Dependabot',
      path,
      ignoring: ignoredByDependabot(readLocatedYaml(text)),
    };
  }
  if (RENOVATE.includes(name)) return renovate(path, readJson5(text));
  if (name === 'package.json') {
    const settings = fieldOf(readJson5(text), 'renovate');
    return settings === undefined ? undefined : renovate(path, settings);
  }
  return SCALA_STEWARD.includes(name)
    ? { tool: 'Scala Steward', path, ignoring: [] }
    : undefined;
}

/**
 * Security updates ignore `update-types` and the limit of open pull requests;
 * a dependency that is ignored without versions, or in a range of them, gets
 * none: Dependabot options reference, `ignore`.
 */
function ignoredByDependabot(document: Located): UpdateTool['ignoring'] {
  const updates = entryOf(document, 'updates')?.value;
  if (updates?.kind !== 'list' || updates.items.length === 0) {
    return [{ line: 1, text: 'It names nothing to update.' }];
  }
  return updates.items.flatMap(update => {
    const rules = entryOf(update, 'ignore')?.value;
    if (rules?.kind !== 'list') return [];
    return rules.items.flatMap(rule => {
      if (entryOf(rule, 'update-types')) return [];
      const [name = '?'] = textsIn(entryOf(rule, 'dependency-name')?.value);
      const versions = textsIn(entryOf(rule, 'versions')?.value);
      return [
        {
          line: rule.line,
          text: `Ignores ${name}${
            versions.length === 0
              ? ' in all versions'
              : ` ${versions.join(', ')}`
          }, security fixes included`,
        },
      ];
    });
  });
}

function renovate(path: string, settings: unknown): UpdateTool {
  const ignoring: { text: string }[] = [];
  if (fieldOf(settings, 'enabled') === false) {
    ignoring.push({ text: 'enabled is false: it does nothing.' });
  }
  const alerts = fieldOf(settings, 'vulnerabilityAlerts');
  if (fieldOf(alerts, 'enabled') === false) {
    ignoring.push({
      text: 'vulnerabilityAlerts.enabled is false: alerts raise no upgrades.',
    });
  }
  const ignored = fieldOf(settings, 'ignoreDeps');
  if (Array.isArray(ignored)) {
    for (const name of ignored.slice(0, MAX_RULES)) {
      ignoring.push({
        text: `${
          typeof name === 'string' ? name : 'Something'
        } is ignored in all versions.`,
      });
    }
  }
  const rules = fieldOf(settings, 'packageRules');
  if (Array.isArray(rules)) {
    rules.slice(0, MAX_RULES).forEach((rule, index) => {
      const types = fieldOf(rule, 'matchUpdateTypes');
      if (fieldOf(rule, 'enabled') === false && types === undefined) {
        ignoring.push({
          text: `packageRules[${index}] turns updates off in all versions.`,
        });
      }
    });
  }
  return { tool: 'Renovate', path, ignoring };
}

/** An own field of an object, else undefined. */
function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.prototype.hasOwnProperty.call(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
