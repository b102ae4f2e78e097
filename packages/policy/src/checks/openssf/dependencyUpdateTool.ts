import { isUpdateToolFile } from '../../source/updateTools';
import { cis16, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE } from './workflows';

/** OpenSSF Dependency-Update-Tool: all points where one is set up, whatever it ignores; otherwise none. */
export const dependencyUpdateTool = openSsfCheck({
  name: 'Dependency-Update-Tool',
  title: 'Update tool present',
  controls: [...ssdf('PW.4.4'), ...sp80053('SI-2'), ...cis16('16.5')],
  advice: 'Set up Dependabot or Renovate for every ecosystem in use.',
  work: 'setting',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const path = [...source.paths].sort().find(isUpdateToolFile);
    if (path !== undefined) {
      return {
        score: 10,
        reason: `${path} sets one up`,
        evidence: [{ kind: 'file', file: path, text: 'Its settings' }],
      };
    }
    return source.complete
      ? { score: 0, reason: 'no update tool is set up', evidence: [] }
      : { missing: 'Not all of the source could be read.' };
  },
});
