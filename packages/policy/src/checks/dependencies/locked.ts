import { counted } from '../../facts/days';
import {
  defineCheck,
  Evidence,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../check';
import { cis16, samm, sp80053, ssdf } from '../controls';
import { byPurl, componentEvidence } from './componentEvidence';

/** Whether every build takes the same versions: a lock file for each manifest, and nothing in it that may move. */
export const dependenciesLocked = defineCheck({
  id: 'dependencies-locked',
  title: 'Dependencies locked and pinned',
  category: 'dependencies',
  weight: 7,
  controls: [
    ...ssdf('PW.4.1', 'PW.4.4'),
    ...sp80053('SR-4', 'CM-2'),
    ...cis16('16.5'),
    ...samm('I-SB-A', 'I-SB-B'),
  ],
  advice:
    'Commit the lock file of the package manager, and name commits instead of branches.',
  work: 'setting',
  options: {},
  run({ manifests, components }) {
    if (!manifests) return unknown('Nothing is known of the manifests.');
    if (manifests.length === 0) {
      return notApplicable('The source has no manifest.');
    }
    const evidence: Evidence[] = [
      ...manifests
        .filter(({ locked }) => locked === false)
        .map(({ path }) => ({
          kind: 'manifest' as const,
          file: path,
          text: 'Nothing fixes the versions of its dependencies.',
        })),
      ...(components ?? [])
        .filter(({ pinned }) => pinned === false)
        .sort(byPurl)
        .map(component =>
          componentEvidence(component, 'what it stands for may change'),
        ),
    ];
    if (evidence.length > 0) {
      return fail(
        `${counted(evidence.length, 'place is', 'places are')} not pinned.`,
        evidence,
      );
    }
    const open = manifests.filter(({ locked }) => locked === undefined);
    if (open.length === manifests.length) {
      return unknown('The formats of the manifests do not tell.');
    }
    if (!components) {
      return unknown('The manifests are locked, the components are not known.');
    }
    return pass('Every manifest is locked, and every origin is fixed.');
  },
});
