import { defineCheck, fail, notApplicable, pass, unknown } from '../check';
import { cis16, iso18974, sp80053, ssdf } from '../controls';

export const sbomComplete = defineCheck({
  id: 'sbom-complete',
  title: 'SBOM complete',
  category: 'sbom',
  weight: 5,
  controls: [
    ...ssdf('PS.3.2'),
    ...sp80053('CM-8'),
    ...cis16('16.4'),
    ...iso18974('4.3.1'),
  ],
  advice:
    'Fix the manifests that could not be read; the next scan then creates a complete SBOM.',
  work: 'setting',
  options: {},
  run({ sbom }) {
    if (!sbom) return unknown('No data about SBOMs yet.');
    if (!sbom.present) return notApplicable('There is no SBOM.');
    const evidence = {
      kind: 'sbom' as const,
      date: sbom.madeAt,
      text: sbom.partialReason ?? 'The newest SBOM',
    };
    return sbom.partial
      ? fail('The SBOM is partial: part of the source is missing from it.', [
          evidence,
        ])
      : pass('The SBOM covers everything that was found.', [evidence]);
  },
});
