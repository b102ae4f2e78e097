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
    id: 'json-web-token',
    title: 'Signed JSON Web Token',
    description:
      'A JSON Web Token with a signature that has not expired opens what it was made for to whoever reads it.',
    help: 'End its session or change the key that it is signed with, and make tokens where they are used.',
    kind: 'secret',
    severity: 'medium',
    confidence: 'medium',
    cwes: [798],
  },
  {
    id: 'encrypted-key',
    title: 'Private key behind a passphrase',
    description:
      'Whoever has a private key that is encrypted can guess its passphrase for as long as they like.',
    help: 'Make a new key pair, and keep the private key in a store of secrets.',
    kind: 'secret',
    severity: 'low',
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
