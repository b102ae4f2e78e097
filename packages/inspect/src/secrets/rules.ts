import type { InspectionRule } from '../rule';

/** What is looked for in texts. */
export const secretRules: readonly InspectionRule[] = [
  {
    id: 'provider-secret',
    title: 'Secret in the format of a provider',
    description:
      'A text has the format of a key or token of a provider, of a private key, or of a password in an address.',
    help: 'Revoke it, make a new one, and keep that in a store of secrets: what is in a history stays there.',
    kind: 'secret',
    severity: 'high',
    confidence: 'high',
    cwes: [798],
  },
  {
    id: 'random-secret',
    title: 'Random text assigned to a secret name',
    description:
      'A name as password, token or key is given a text that looks random.',
    help: 'Where it is a secret, revoke it and keep the new one in a store of secrets; else add it to the allow list.',
    kind: 'secret',
    severity: 'medium',
    confidence: 'low',
    cwes: [798],
  },
];
