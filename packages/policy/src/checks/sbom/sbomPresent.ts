import { defineCheck, fail, pass, unknown } from '../check';
import { cis16, iso18974, sp80053, ssdf } from '../controls';
import { counted } from '../../facts/days';

export const sbomPresent = defineCheck({
  id: 'sbom-present',
  title: 'SBOM present',
  category: 'sbom',
  weight: 7,
  controls: [
    ...ssdf('PS.3.2'),
    ...sp80053('CM-8', 'SR-4'),
    ...cis16('16.4'),
    ...iso18974('4.3.1'),
  ],
  advice:
    'Commit a lock file so that a scan can create an SBOM, or upload one from CI.',
  work: 'setting',
  options: {},
  run({ sbom }) {
    if (!sbom) return unknown('No data about SBOMs yet.');
    if (!sbom.present) return fail('There is no SBOM.');
    return pass(`An SBOM lists ${counted(sbom.components, 'component')}.`, [
      { kind: 'sbom', date: sbom.madeAt, text: 'The newest SBOM' },
    ]);
  },
});
