import {
  entryOf,
  type Fields,
  isFields,
  readJson5,
  readLocatedYaml,
} from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';

const DEPENDABOT = /^\.github\/dependabot\.ya?ml$/i;
const RENOVATE =
  /^(?:\.github\/|\.gitlab\/)?renovate\.json[5c]?$|^\.renovaterc(?:\.json5?)?$/i;
/** Presets of Renovate that wait; the last one does so for npm, which is where most come too fast. */
const WAITING =
  /^config:best-practices$|^security:minimumReleaseAge|^(?:npm|security)?:(?:unpublishSafe|minimumReleaseAgeNpm)$/;
/** Presets that come with Renovate; what others set is not in this file. */
const BUILT_IN =
  /^(?:config|default|docker|group|helpers|mergeConfidence|monorepo|npm|packages|preview|replacements|schedule|security|workarounds|customManagers|regexManagers|abandonments|global|:)/;

export function isUpdateTool(path: string): boolean {
  return DEPENDABOT.test(path) || RENOVATE.test(path);
}

/** Whether updates wait until others had a look. */
export function inspectUpdateTool(path: string, text: string): Observation[] {
  return DEPENDABOT.test(path) ? dependabot(text) : renovate(text);
}

function dependabot(text: string): Observation[] {
  const updates = valueAt(readLocatedYaml(text), 'updates');
  return listItems(updates)
    .filter(
      update =>
        // With none it proposes security updates alone, which no cooldown holds back.
        textAt(update, 'open-pull-requests-limit') !== '0' &&
        !mapEntries(entryOf(update, 'cooldown')?.value).some(
          ([name, { value }]) =>
            name.endsWith('-days') &&
            value.kind === 'text' &&
            Number(value.text) > 0,
        ),
    )
    .map(update => ({
      rule: 'no-cooldown',
      message:
        'Updates are proposed on the day of their release: set cooldown.',
      line: update.line,
      column: update.column,
      object: `${textAt(update, 'package-ecosystem') ?? ''} ${
        textAt(update, 'directory') ?? ''
      }`.trim(),
    }));
}

function renovate(text: string): Observation[] {
  const settings = readJson5(text);
  if (!isFields(settings) || settings.enabled === false) return [];
  if (waits(settings)) return [];
  const presets = [settings.extends].flat().filter(isText);
  // What presets of elsewhere set is not known here: it may be that updates wait.
  if (presets.some(each => WAITING.test(each) || !BUILT_IN.test(each))) {
    return [];
  }
  return [
    {
      rule: 'no-cooldown',
      message:
        'Updates are proposed on the day of their release: set minimumReleaseAge.',
      line: 1,
    },
  ];
}

/** Here, or for some packages: which of them matter is for the team to say. */
function waits(settings: Fields): boolean {
  const { minimumReleaseAge, stabilityDays, packageRules } = settings;
  if (isText(minimumReleaseAge) && /[1-9]/.test(minimumReleaseAge)) return true;
  if (typeof stabilityDays === 'number' && stabilityDays > 0) return true;
  return (
    Array.isArray(packageRules) &&
    packageRules.some(
      rule => isFields(rule) && waits({ ...rule, packageRules: undefined }),
    )
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
