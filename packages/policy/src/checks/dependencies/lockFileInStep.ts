import { counted } from '../../facts/days';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check';
import { cis16, samm, sp80053, ssdf } from '../controls';
import { unreadManifests } from './unreadManifests';

export const lockFileInStep = defineCheck({
  id: 'lock-file-in-step',
  title: 'Lock file in step with the manifest',
  category: 'dependencies',
  weight: 4,
  controls: [
    ...ssdf('PW.4.4'),
    ...sp80053('CM-2'),
    ...cis16('16.4'),
    ...samm('I-SB-A'),
  ],
  advice:
    'Run the package manager’s install command, commit the lock file, and have CI install with a frozen lock file.',
  work: 'setting',
  options: {},
  run({ manifests }) {
    if (!manifests) return unknown('No data about manifests yet.');
    if (manifests.length === 0) {
      return notApplicable('The source has no manifest.');
    }
    const apart = manifests.filter(({ inStep }) => inStep === false);
    if (apart.length > 0) {
      return fail(
        `${counted(
          apart.length,
          'lock file gives',
          'lock files give',
        )} other versions than the manifest asks for.`,
        apart.map(({ path, difference }) => ({
          kind: 'manifest',
          file: path,
          text: difference ?? 'It does not match its manifest.',
        })),
      );
    }
    const unread = unreadManifests(manifests);
    if (unread) return unread;
    const compared = manifests.filter(({ inStep }) => inStep).length;
    return compared === 0
      ? unknown('No lock file was compared with its manifest.')
      : pass(
          `${counted(compared, 'lock file matches', 'lock files match')} ${
            compared === 1 ? 'its manifest' : 'their manifests'
          }.`,
        );
  },
});
