import {
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { counted } from '../../facts/days';
import { cis16, iso18974, sp80053, ssdf } from '../controls';

/** Whether every manifest of the source could be read. */
export const sourceCovered = defineCheck({
  id: 'source-covered',
  title: 'Every manifest read',
  category: 'scanning',
  weight: 6,
  controls: [
    ...ssdf('PW.4.4'),
    ...sp80053('CM-8'),
    ...cis16('16.4'),
    ...iso18974('4.3.1'),
  ],
  advice:
    'Fix the files that could not be read, or exclude those that are not part of the service.',
  work: 'setting',
  options: {},
  run({ manifests }) {
    if (!manifests) return unknown('No data about manifests yet.');
    if (manifests.length === 0) {
      return notApplicable('The source has no manifest.');
    }
    const evidenceOf = (state: 'stale' | 'failed') =>
      manifests
        .filter(manifest => manifest.state === state)
        .map(({ path, reason }) => ({
          kind: 'manifest' as const,
          file: path,
          text: reason ?? 'It could not be read.',
        }));
    const failed = evidenceOf('failed');
    const stale = evidenceOf('stale');
    const total = counted(
      manifests.length,
      'package manifest',
      'package manifests',
    );
    if (failed.length > 0) {
      return fail(
        `${failed.length + stale.length} of ${total} could not be read.`,
        [...failed, ...stale],
      );
    }
    if (stale.length > 0) {
      return warn(
        `${stale.length} of ${total} could not be read; earlier results are kept.`,
        stale,
      );
    }
    return pass(`${total} read.`);
  },
});
