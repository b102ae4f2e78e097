import {
  entryOf,
  isFields,
  readJson5,
  readLocatedYaml,
} from '@safety-curtain/input';
import { listItems, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';

const DEPENDABOT = /^\.github\/dependabot\.ya?ml$/i;
const RENOVATE =
  /^(?:\.github\/|\.gitlab\/)?renovate\.json[5c]?$|^\.renovaterc(?:\.json5?)?$/i;

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
    .filter(update => !entryOf(update, 'cooldown'))
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
  if (!isFields(settings) || text.includes('minimumReleaseAge')) return [];
  const preset = JSON.stringify(settings.extends ?? '');
  // These presets wait; what others do is not known here.
  if (/best-practices|security:minimumReleaseAge/.test(preset)) return [];
  return [
    {
      rule: 'no-cooldown',
      message:
        'Updates are proposed on the day of their release: set minimumReleaseAge.',
      line: 1,
    },
  ];
}
