import type { GatePolicy, GateSeverity } from '@safety-curtain/policy';

/** Severities that a build can be made to fail on, the gravest first. */
export const failOnSeverities = ['critical', 'high', 'medium', 'low'] as const;

/** A severity that a build can be made to fail on. */
export type FailOn = (typeof failOnSeverities)[number];

/**
 * A policy whose findings block from a severity on, each, whatever it says of
 * them; what is milder, and a severity that nobody knows, is as it was.
 */
export function failOn(
  policy: GatePolicy,
  least: FailOn | undefined,
): GatePolicy {
  if (least === undefined) return policy;
  const grave = failOnSeverities.slice(0, failOnSeverities.indexOf(least) + 1);
  const severities: Record<GateSeverity, object> = {
    ...policy.findings.severities,
  };
  for (const severity of grave) severities[severity] = { block: 1 };
  return {
    ...policy,
    name: `${policy.name}, failing on ${least}`,
    findings: { ...policy.findings, severities },
  };
}
