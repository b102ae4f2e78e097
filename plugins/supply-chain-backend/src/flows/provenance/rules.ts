import type { ProvenanceBreach } from '@safety-curtain/provenance';
import type { ResultSeverity, ToolRule } from '@safety-curtain/reports';

type Kind = ProvenanceBreach['kind'];

const RULES: Readonly<
  Record<Kind, { severity: ResultSeverity; title: string; description: string }>
> = {
  failed: {
    severity: 'high',
    title: 'Provenance does not hold',
    description:
      'Something is signed about this package version, and the signature, its certificate, its entry in the log or what it is about does not hold. Do not use the version until that is explained; compare it with what its registry has.',
  },
  unexpected: {
    severity: 'high',
    title: 'Built or signed by somebody else than is asked for',
    description:
      'The provenance holds, and is not of the identity, builder, source or level that the policy asks for.',
  },
  'not-signed': {
    severity: 'medium',
    title: 'No provenance, where it is asked for',
    description:
      'The policy asks for verified provenance, and this package version was published without any.',
  },
  unchecked: {
    severity: 'low',
    title: 'Provenance could not be checked, where it is asked for',
    description:
      'The policy asks for verified provenance, and nobody could tell: its registry does not say, or what it has is not understood.',
  },
};

/** What is found of provenance, as rules of a tool. */
export const breachRules: ToolRule[] = Object.entries(RULES).map(
  ([id, { title, description }]) => ({
    id,
    title,
    description,
    cwes: id === 'failed' || id === 'unexpected' ? [345] : [353],
    tags: ['provenance'],
  }),
);

export function severityOf(kind: Kind): ResultSeverity {
  return RULES[kind].severity;
}
