import { counted } from '../../facts/days';
import type { HashFacts, ManifestFacts } from '../../facts/serviceFacts';
import {
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { cis16, sp80053, ssdf } from '../controls';
import { packageEvidence } from './packageEvidence';
import { unreadManifests } from './unreadManifests';

/** Whether lock files fix what they name by hash, where their format can. */
export const integrityHashes = defineCheck({
  id: 'integrity-hashes',
  title: 'Integrity hashes present',
  category: 'dependencies',
  weight: 5,
  controls: [
    ...ssdf('PW.4.4', 'PS.2.1'),
    ...sp80053('SI-7', 'SR-11'),
    ...cis16('16.5'),
  ],
  advice:
    'Regenerate the lock file with a package manager that records hashes (pip: --generate-hashes).',
  work: 'setting',
  options: {
    share: {
      description: 'Percent of the components that must have a hash to pass',
      default: 100,
      minimum: 1,
      maximum: 100,
    },
    poor: {
      description: 'Percent below which it fails',
      default: 95,
      minimum: 0,
      maximum: 100,
    },
  },
  run({ manifests }, { options }) {
    if (!manifests) return unknown('No data about manifests yet.');
    const able = sumOf(manifests, hashes => hashes.able);
    const without = sumOf(manifests, hashes => hashes.without);
    const evidence = manifests.flatMap(({ path, hashes }) =>
      (hashes?.first ?? []).map(each =>
        packageEvidence(each, 'no hash in the lock file', path),
      ),
    );
    const share = able === 0 ? 100 : (100 * (able - without)) / able;
    const reason = `${able - without} of ${counted(
      able,
      'component has',
      'components have',
    )} an integrity hash.`;
    // One install writes all hashes of a manifest.
    const toChange = manifests.filter(({ hashes }) => hashes?.without).length;
    if (share < options.poor) return fail(reason, evidence, toChange);
    if (share < options.share) return warn(reason, evidence, toChange);
    const unread = unreadManifests(manifests);
    if (unread) return unread;
    return able === 0
      ? notApplicable('No manifest has components that can have a hash there.')
      : pass(reason, evidence);
  },
});

function sumOf(
  manifests: readonly ManifestFacts[],
  count: (hashes: HashFacts) => number,
): number {
  return manifests.reduce(
    (sum, { hashes }) => sum + (hashes ? count(hashes) : 0),
    0,
  );
}
