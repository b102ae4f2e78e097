import { readFileSync } from 'node:fs';
import { findException, findLicense } from './licenseList';

/**
 * The text of a listed license or exception, as the SPDX list has it, read from
 * disk when it is asked for; undefined for everything else. Placeholders such
 * as `<year>` are left as they are.
 *
 * @public
 */
export function licenseText(id: string): string | undefined {
  const license = findLicense(id);
  if (!license) return findException(id)?.text;
  // The file is named by an id of our own list, never by the caller's text.
  const file = require.resolve(`spdx-license-list/licenses/${license.id}.json`);
  const { licenseText: text } = JSON.parse(readFileSync(file, 'utf8'));
  return text;
}
