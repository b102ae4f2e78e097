import type {
  GateKind,
  GatePolicy,
  GateSeverity,
} from '@safety-curtain/policy';

/** Severities that a build can be made to fail on, the gravest first. */
export const failOnSeverities = ['critical', 'high', 'medium', 'low'] as const;

/** A severity that a build can be made to fail on. */
export type FailOn = (typeof failOnSeverities)[number];

/**
 * A policy whose findings of every kind block from a severity on, each, whatever it says of
 * them; what is milder, and a severity that nobody knows, is as it was.
 */
export function failOn(
  policy: GatePolicy,
  least: FailOn | undefined,
): GatePolicy {
  if (least === undefined) return policy;
  const grave = failOnSeverities.slice(0, failOnSeverities.indexOf(least) + 1);
  const blocked: Partial<Record<GateSeverity, object>> = Object.fromEntries(
    grave.map(severity => [severity, { block: 1 }]),
  );
  const { kinds } = policy.findings;
  const severities = { ...policy.findings.severities, ...blocked };
  return {
    ...policy,
    name: `${policy.name}, failing on ${least}`,
    findings: {
      ...policy.findings,
      severities,
      kinds: Object.fromEntries(
        Object.entries(kinds).map(([kind, each]) => [
          kind,
          { ...each, ...blocked },
        ]),
      ) as Record<GateKind, GatePolicy['findings']['kinds'][GateKind]>,
    },
  };
}
