import { licenseFacts, normalizeLicense } from '@safety-curtain/licenses';
import { licensePaths } from '../../source/wellKnownFiles';
import { samm, sp80053 } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE } from './workflows';

/**
 * OpenSSF License: 6 points for a license file, 3 for one at the top, 1 where
 * the Open Source Initiative or the Free Software Foundation knows the license.
 */
export const openSsfLicense = openSsfCheck({
  name: 'License',
  title: 'License stated and recognized',
  controls: [...sp80053('CM-10'), ...samm('G-PC-B')],
  advice:
    'Add a LICENSE file with the full license text to the root of the repository.',
  work: 'setting',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const paths = licensePaths(source);
    if (paths.length === 0) {
      return source.complete
        ? { score: 0, reason: 'there is no license file', evidence: [] }
        : { missing: 'Not all of the source could be read.' };
    }
    const top = !paths[0].includes('/');
    const approved = paths
      .map(path => approvedLicense(path, source.texts.get(path)))
      .find(license => license !== undefined);
    return {
      score: 6 + (top ? 3 : 0) + (approved === undefined ? 0 : 1),
      reason: `${paths[0]} is ${approved ?? 'not a license of OSI or FSF'}`,
      evidence: [{ kind: 'file', file: paths[0], text: 'The license file' }],
    };
  },
});

/** By the file's text, or by an SPDX id in its name. */
function approvedLicense(path: string, text: string | undefined) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ids = [
    text === undefined ? undefined : expressionOf(text),
    name.replace(/\.(?:txt|md|rst|html|adoc)$/i, ''),
    name.replace(/^licen[sc]e[-_.]/i, '').replace(/\.(?:txt|md|rst)$/i, ''),
  ];
  for (const id of ids) {
    const facts = id === undefined ? undefined : licenseFacts(id);
    if (facts && (facts.osiApproved || facts.fsfLibre)) return facts.id;
  }
  return undefined;
}

function expressionOf(text: string): string | undefined {
  const found = normalizeLicense(text);
  return found && 'expression' in found ? found.expression : undefined;
}
