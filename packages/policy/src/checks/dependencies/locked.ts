import { counted } from '../../facts/days';
import type { ManifestFacts } from '../../facts/serviceFacts';
import {
  defineCheck,
  Evidence,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../check';
import { cis16, samm, sp80053, ssdf } from '../controls';
import { packageEvidence } from './packageEvidence';
import { unreadManifests } from './unreadManifests';

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
    'Commit the package manager’s lock file, and pin Git dependencies to commits instead of branches.',
  work: 'setting',
  options: {},
  run({ manifests }) {
    if (!manifests) return unknown('No data about manifests yet.');
    if (manifests.length === 0) {
      return notApplicable('The source has no manifest.');
    }
    // Where what moves is named, that says it.
    const unlocked = manifests.filter(
      ({ locked, unpinned: list }) => locked === false && !list?.count,
    );
    const unpinned = manifests.reduce(
      (sum, manifest) => sum + (manifest.unpinned?.count ?? 0),
      0,
    );
    const count = unlocked.length + unpinned;
    if (count > 0) {
      return fail(
        `${counted(count, 'place is', 'places are')} not pinned.`,
        [...unlocked.map(unlockedEvidence), ...manifests.flatMap(moving)],
        count,
      );
    }
    const unread = unreadManifests(manifests);
    if (unread) return unread;
    if (manifests.every(({ locked }) => locked === undefined)) {
      return unknown(
        'The manifest formats do not say whether versions are locked.',
      );
    }
    if (manifests.some(({ locked, unpinned: list }) => locked && !list)) {
      return unknown(
        'The manifests are locked; whether each origin is pinned was not checked.',
      );
    }
    return pass('Every manifest is locked, and every origin is pinned.');
  },
});

function unlockedEvidence({ path, reason }: ManifestFacts): Evidence {
  const text = reason ?? 'Nothing pins the versions of its dependencies.';
  return { kind: 'manifest', file: path, text };
}

function moving({ path, unpinned }: ManifestFacts): Evidence[] {
  return (unpinned?.first ?? []).map(each =>
    packageEvidence(each, 'what it refers to can change', path),
  );
}
