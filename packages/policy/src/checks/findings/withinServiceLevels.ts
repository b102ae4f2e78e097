import { addDays, counted, daysBetween, inDays } from '../../facts/days';
import type { FindingFacts, Severity } from '../../facts/serviceFacts';
import { whyAbsenceIsUnknown } from '../../facts/vulnerabilityData';
import { defineCheck, fail, pass, unknown, warn } from '../check';
import { cis16, iso18974, samm, sp80053, ssdf } from '../controls';
import {
  findingEvidence,
  hasOwnDue,
  openFindings,
  serviceLevelOptions,
  serviceLevelSeverity,
} from './openFindings';

const DAY_MS = 86_400_000;

/** Whether anything is open for longer than its service level gives. */
export const withinServiceLevels = defineCheck({
  id: 'findings-within-service-level',
  title: 'Nothing open beyond its service level',
  category: 'findings',
  weight: 10,
  controls: [
    ...ssdf('RV.2.1', 'RV.2.2'),
    ...sp80053('SI-2', 'RA-5'),
    ...cis16('16.2', '16.6'),
    ...samm('I-DM-A', 'O-EM-B'),
    ...iso18974('4.3.2'),
  ],
  advice:
    'Upgrade the packages and mend the files listed, most severe and oldest first; each finding says to which version, and what to do.',
  work: 'change',
  options: {
    ...serviceLevelOptions,
    warnDays: {
      description: 'Days before the end of a service level from which it warns',
      default: 3,
      minimum: 0,
      maximum: 365,
    },
  },
  run(facts, { now, options }) {
    const open = openFindings(facts);
    if (!open) return unknown('The findings are unknown.');
    const remaining = (finding: FindingFacts) =>
      daysLeft(finding, options, now);
    const overdue = open.filter(finding => remaining(finding) < 0);
    if (overdue.length > 0) {
      return fail(
        `${counted(overdue.length, 'finding is', 'findings are')} overdue.`,
        overdue.map(finding =>
          findingEvidence(
            finding,
            `overdue by ${inDays(Math.ceil(-remaining(finding)))}`,
          ),
        ),
      );
    }
    const due = open
      .filter(finding => remaining(finding) < options.warnDays)
      .map(finding =>
        findingEvidence(finding, `due in ${inDays(remaining(finding))}`),
      );
    const why = whyAbsenceIsUnknown(facts, 'advisories');
    if (why !== undefined) return unknown(why, due);
    if (due.length > 0) {
      return warn(
        `${counted(due.length, 'finding is', 'findings are')} due soon.`,
        due,
      );
    }
    return pass(
      open.length === 0
        ? 'Nothing is open.'
        : `${counted(
            open.length,
            'open finding',
            'open findings',
          )}, all within their service level.`,
    );
  },
});

/** By the finding's own due day, unless the scorecard has service levels of its own. */
function daysLeft(
  finding: FindingFacts,
  options: Readonly<Record<Severity, number>>,
  now: Date,
): number {
  if (!hasOwnDue(finding, options)) {
    const days = options[serviceLevelSeverity(finding)];
    return days - daysBetween(finding.firstSeenAt, now);
  }
  if (finding.due === 'none') return Infinity;
  return (addDays(finding.due, 1).getTime() - now.getTime()) / DAY_MS;
}
