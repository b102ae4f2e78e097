import { whyAbsenceIsUnknown } from '../../facts/vulnerabilityData';
import {
  findingEvidence,
  fixInWords,
  openFindings,
} from '../findings/openFindings';
import { cis16, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';

/** OpenSSF Vulnerabilities: ten points less one for each vulnerability that is open. */
export const vulnerabilities = openSsfCheck({
  name: 'Vulnerabilities',
  title: 'No open vulnerability',
  controls: [
    ...ssdf('RV.1.1', 'RV.2.2'),
    ...sp80053('RA-5', 'SI-2'),
    ...cis16('16.2', '16.5'),
  ],
  advice:
    'Upgrade the packages listed; each finding says to which version, and what else that fixes.',
  work: 'change',
  score(facts) {
    const open = openFindings(facts)?.filter(({ kind }) => kind === undefined);
    if (!open) return { missing: 'The findings are unknown.' };
    const first = new Map(
      [...open].reverse().map(finding => [finding.id, finding]),
    );
    const distinct = open.filter(finding => first.get(finding.id) === finding);
    return {
      score: Math.max(0, 10 - distinct.length),
      reason: `${distinct.length} open`,
      atMost: whyAbsenceIsUnknown(facts, 'advisories'),
      evidence: distinct.map(finding =>
        findingEvidence(finding, fixInWords(finding)),
      ),
    };
  },
});
