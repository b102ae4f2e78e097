import {
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { iso18974, sp80053, ssdf } from '../controls';

/** Whether the document says enough of each component to be of use to others. */
export const sbomQuality = defineCheck({
  id: 'sbom-quality',
  title: 'SBOM of good quality',
  category: 'sbom',
  weight: 3,
  controls: [...ssdf('PS.3.2'), ...sp80053('SR-4'), ...iso18974('4.3.1')],
  advice:
    'See what the SBOM is missing; most of it comes from lock files with hashes and from license lookups.',
  work: 'setting',
  options: {
    good: {
      description: 'Score, out of 100, from which the quality is good',
      default: 70,
      minimum: 1,
      maximum: 100,
    },
    poor: {
      description: 'Score, out of 100, below which it fails',
      default: 50,
      minimum: 0,
      maximum: 100,
    },
  },
  run({ sbom }, { options }) {
    if (!sbom) return unknown('No data about SBOMs yet.');
    if (!sbom.present) return notApplicable('There is no SBOM.');
    if (sbom.quality === undefined) {
      return unknown('The quality of the SBOM was not measured.');
    }
    const evidence = (sbom.lacking ?? []).map(text => ({
      kind: 'sbom' as const,
      date: sbom.madeAt,
      text,
    }));
    const reason = `The SBOM has ${sbom.quality} of 100 points.`;
    if (sbom.quality >= options.good) return pass(reason, evidence);
    return sbom.quality < options.poor
      ? fail(reason, evidence)
      : warn(reason, evidence);
  },
});
