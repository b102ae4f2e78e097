import {
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { cis16, sp80053, ssdf } from '../controls';
import { byPurl, componentEvidence } from './componentEvidence';

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
    'Write the lock file anew with a package manager that records hashes (pip: --generate-hashes).',
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
  run({ components }, { options }) {
    if (!components) return unknown('The components are not known.');
    const able = components.filter(({ hashed }) => hashed !== undefined);
    if (able.length === 0) {
      return notApplicable('No manifest has a format that holds hashes.');
    }
    const without = able.filter(({ hashed }) => hashed === false).sort(byPurl);
    const share = (100 * (able.length - without.length)) / able.length;
    const reason = `${able.length - without.length} of ${
      able.length
    } components have an integrity hash.`;
    const evidence = without.map(component =>
      componentEvidence(component, 'no hash in the lock file'),
    );
    // One install writes all hashes of a manifest.
    const manifests = new Set(without.map(({ manifest }) => manifest)).size;
    if (share >= options.share) return pass(reason, evidence);
    return share < options.poor
      ? fail(reason, evidence, manifests)
      : warn(reason, evidence, manifests);
  },
});
