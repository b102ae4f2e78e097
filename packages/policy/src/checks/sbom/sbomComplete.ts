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
    'Mend the manifests that could not be read; the next scan makes a whole SBOM.',
  work: 'setting',
  options: {},
  run({ sbom }) {
    if (!sbom) return unknown('Nothing is known of an SBOM.');
    if (!sbom.present) return notApplicable('There is no SBOM.');
    const evidence = {
      kind: 'sbom' as const,
      date: sbom.madeAt,
      text: sbom.partialReason ?? 'The newest SBOM',
    };
    return sbom.partial
      ? fail('The SBOM is partial: something of the source is missing in it.', [
          evidence,
        ])
      : pass('The SBOM covers all that was found.', [evidence]);
  },
});
