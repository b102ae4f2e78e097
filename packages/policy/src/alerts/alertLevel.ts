import { DefinitionError, Fields, wordIn } from '../definitions/fields';
import type { GateSeverity } from '../gates/gatePolicy';

/** How much a service needs attention, the least first. @public */
export const alertLevels = ['low', 'medium', 'high'] as const;

/** How much a service needs attention. @public */
export type AlertLevel = (typeof alertLevels)[number];

/** What a level is reached by; any of it is enough. @public */
export interface AlertThreshold {
  /** One open finding of these. */
  severities: readonly GateSeverity[];
  /** So many open findings. */
  findings: number;
  licenseIssues: boolean;
}

/** What the levels above the lowest are reached by. @public */
export type AlertThresholds = Readonly<
  Record<Exclude<AlertLevel, 'low'>, AlertThreshold>
>;

/** What is counted of a service. @public */
export interface AlertFacts {
  /** Open findings by severity; what was dismissed is not open. */
  findings: Readonly<Partial<Record<GateSeverity, number>>>;
  licenseIssues: number;
}

/**
 * Critical, high or more than 20 findings make it high; medium, 10 findings or license issues
 * medium. A severity that is not known may be high.
 *
 * @public
 */
export const defaultAlertThresholds: AlertThresholds = {
  high: {
    severities: ['critical', 'high'],
    findings: 21,
    licenseIssues: false,
  },
  medium: {
    severities: ['medium', 'unknown'],
    findings: 10,
    licenseIssues: true,
  },
};

/** The highest level that is reached. @public */
export function alertLevelOf(
  facts: AlertFacts,
  thresholds: AlertThresholds = defaultAlertThresholds,
): AlertLevel {
  if (isReached(thresholds.high, facts)) return 'high';
  return isReached(thresholds.medium, facts) ? 'medium' : 'low';
}

/** One thing that makes a service reach a level. @public */
export type AlertReason =
  | { kind: 'severity'; severity: GateSeverity; count: number }
  | { kind: 'findings'; count: number; from: number }
  | { kind: 'licenseIssues'; count: number };

/** What of a threshold is reached; nothing where the threshold is not. @public */
export function alertReasonsOf(
  facts: AlertFacts,
  threshold: AlertThreshold,
): AlertReason[] {
  const reasons: AlertReason[] = threshold.severities.flatMap(severity => {
    const count = facts.findings[severity] ?? 0;
    return count > 0 ? [{ kind: 'severity' as const, severity, count }] : [];
  });
  const all = Object.values(facts.findings).reduce((sum, n) => sum + n, 0);
  if (all >= threshold.findings) {
    reasons.push({ kind: 'findings', count: all, from: threshold.findings });
  }
  if (threshold.licenseIssues && facts.licenseIssues > 0) {
    reasons.push({ kind: 'licenseIssues', count: facts.licenseIssues });
  }
  return reasons;
}

function isReached(threshold: AlertThreshold, facts: AlertFacts): boolean {
  return alertReasonsOf(facts, threshold).length > 0;
}

const SEVERITIES: readonly GateSeverity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
];

/**
 * Reads thresholds as they are configured. What is left out is as `defaultAlertThresholds` has it.
 *
 * @throws DefinitionError with the path to what is wrong
 *
 * @public
 */
export function readAlertThresholds(
  json: unknown,
  path: string,
): AlertThresholds {
  const fields = Fields.of(json, path, ['high', 'medium']);
  return {
    high: readThreshold(fields, 'high'),
    medium: readThreshold(fields, 'medium'),
  };
}

function readThreshold(
  levels: Fields,
  name: Exclude<AlertLevel, 'low'>,
): AlertThreshold {
  const otherwise = defaultAlertThresholds[name];
  if (!levels.has(name)) return otherwise;
  const fields = Fields.of(levels.value(name), levels.at(name), [
    'severities',
    'findings',
    'licenseIssues',
  ]);
  const findings = fields.has('findings')
    ? fields.number('findings', 1, 1_000_000)
    : otherwise.findings;
  if (!Number.isInteger(findings)) {
    throw new DefinitionError(fields.at('findings'), 'must be a whole number');
  }
  return {
    severities: fields.has('severities')
      ? fields.list('severities', wordIn(SEVERITIES))
      : otherwise.severities,
    findings,
    licenseIssues: fields.flag('licenseIssues', otherwise.licenseIssues),
  };
}
