import { slsa, sp80053, ssdf } from '../controls';
import { OpenSsfCheck, openSsfCheck } from './openSsfCheck';

/** Checks that neither a source tree nor a forge answers: unknown without a result of OpenSSF Scorecard. */
export const onlyByResult: readonly OpenSsfCheck[] = [
  openSsfCheck({
    name: 'Maintained',
    title: 'Maintained',
    controls: [...sp80053('SA-22')],
    advice: 'Maintain the repository, or archive it and say so.',
    work: 'project',
  }),
  openSsfCheck({
    name: 'Signed-Releases',
    title: 'Releases signed',
    controls: [...ssdf('PS.2.1'), ...sp80053('SI-7'), ...slsa('Build L2')],
    advice: 'Sign releases, and publish their build provenance alongside.',
    work: 'change',
  }),
  openSsfCheck({
    name: 'CI-Tests',
    title: 'Tests before merging',
    controls: [...ssdf('PW.8.2'), ...sp80053('SA-11')],
    advice: 'Run the tests on every pull request.',
    work: 'change',
  }),
  openSsfCheck({
    name: 'CII-Best-Practices',
    title: 'OpenSSF Best Practices badge',
    controls: [...ssdf('PO.1.1')],
    advice: 'Complete the questionnaire for the badge.',
    work: 'project',
  }),
  openSsfCheck({
    name: 'Contributors',
    title: 'Contributors of several organizations',
    controls: [...sp80053('SR-3')],
    advice: 'No action needed: this is information for users of the project.',
    work: 'project',
  }),
];
