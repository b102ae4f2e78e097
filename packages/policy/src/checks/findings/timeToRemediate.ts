import { daysBetween, inDays } from '../../facts/days';
import { FindingFacts, severities } from '../../facts/serviceFacts';
import {
  CheckResult,
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../check';
import { samm, sp80053, ssdf } from '../controls';
import {
  findingEvidence,
  serviceLevelOptions,
  serviceLevelSeverity,
} from './openFindings';

/**
 * Mean days from first detection to resolution, for each severity by itself, of
 * what was resolved within the window. What is still open is the matter of the
 * service levels.
 */
export const timeToRemediate = defineCheck({
  id: 'time-to-remediate',
  title: 'Mean time to remediate within target',
  category: 'findings',
  weight: 5,
  controls: [
    ...ssdf('RV.2.2'),
    ...sp80053('SI-2(3)'),
    ...samm('I-DM-B', 'O-EM-B'),
  ],
  advice:
    'Upgrade often and in small steps: let a bot propose upgrades, and let tests decide.',
  work: 'project',
  options: {
    ...serviceLevelOptions,
    windowDays: {
      description: 'Past days whose resolved findings count',
      default: 90,
      minimum: 7,
      maximum: 365,
    },
  },
  run({ findings }, { now, options }): CheckResult {
    if (!findings) return unknown('The findings are unknown.');
    const resolved = findings.filter(
      finding =>
        finding.resolvedAt !== undefined &&
        finding.state === 'resolved' &&
        daysBetween(finding.resolvedAt, now) <= options.windowDays,
    );
    if (resolved.length === 0) {
      return notApplicable(
        `No findings were resolved in the last ${inDays(options.windowDays)}.`,
      );
    }
    const means = severities.flatMap(severity => {
      const some = resolved.filter(
        finding => serviceLevelSeverity(finding) === severity,
      );
      return some.length === 0
        ? []
        : [{ severity, some, mean: meanDays(some) }];
    });
    const slow = means.filter(({ severity, mean }) => mean > options[severity]);
    const text = (slow.length > 0 ? slow : means)
      .map(
        ({ severity, mean }) =>
          `${severity} ${inDays(mean)} (target ${options[severity]})`,
      )
      .join(', ');
    if (slow.length === 0) return pass(`Mean time to remediate: ${text}.`);
    return fail(
      `Mean time to remediate beyond target: ${text}.`,
      slow.flatMap(({ some }) =>
        [...some]
          .sort((a, b) => daysOpen(b) - daysOpen(a) || (a.id < b.id ? -1 : 1))
          .map(finding =>
            findingEvidence(
              finding,
              `was open for ${inDays(daysOpen(finding))}`,
            ),
          ),
      ),
      slow.length,
    );
  },
});

function daysOpen({ firstSeenAt, resolvedAt }: FindingFacts): number {
  return resolvedAt === undefined ? 0 : daysBetween(firstSeenAt, resolvedAt);
}

function meanDays(findings: readonly FindingFacts[]): number {
  const sum = findings.reduce((days, each) => days + daysOpen(each), 0);
  return sum / findings.length;
}
