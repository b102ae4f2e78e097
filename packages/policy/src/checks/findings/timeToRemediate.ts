import { addDays, daysBetween, inDays } from '../../facts/days';
import {
  FindingFacts,
  severities,
  type Severity,
} from '../../facts/serviceFacts';
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
  hasOwnDue,
  serviceLevelOptions,
  serviceLevelSeverity,
} from './openFindings';

/**
 * Mean days from first detection to resolution, for each severity by itself, of
 * what was resolved within the window, beside the days that it had. What is
 * still open is the matter of the service levels. Nobody mended what records
 * took back, or what was due by no day.
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
        isRemedied(finding) &&
        targetDays(finding, options) < Infinity &&
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
        : [
            {
              severity,
              some,
              mean: meanOf(some.map(daysOpen)),
              target: meanOf(some.map(one => targetDays(one, options))),
            },
          ];
    });
    const slow = means.filter(({ mean, target }) => mean > target);
    const text = (slow.length > 0 ? slow : means)
      .map(
        ({ severity, mean, target }) =>
          `${severity} ${inDays(mean)} (target ${Math.floor(target)})`,
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

/** Whether somebody did something: that a record or a tool says something else is no remedy. */
function isRemedied({ resolvedReason: reason }: FindingFacts): boolean {
  return reason === undefined || reason === 'removed' || reason === 'upgraded';
}

/** Days that it had: to the end of its own due day, unless the scorecard has a level of its own. */
function targetDays(
  finding: FindingFacts,
  options: Readonly<Record<Severity, number>>,
): number {
  if (!hasOwnDue(finding, options)) {
    return options[serviceLevelSeverity(finding)];
  }
  if (finding.due === 'none') return Infinity;
  return daysBetween(finding.firstSeenAt, addDays(finding.due, 1));
}

function meanOf(days: readonly number[]): number {
  return days.reduce((sum, each) => sum + each, 0) / days.length;
}
