/** Words of where packages come from. */
export const provenanceMessages = {
  provenance: {
    title: 'Provenance',
    filter: 'Provenance',
    notAsked: 'Not checked yet',
    outcomes: {
      verified: 'Verified',
      failed: 'Failed',
      'not-signed': 'Not signed',
      unchecked: 'Could not be checked',
    },
    identity: 'Signed by',
    issuer: 'Vouched for by',
    key: 'Signed with the key',
    builder: 'Builder',
    sourceRepository: 'Source',
    sourceRef: 'Branch or tag',
    sourceRevision: 'Revision',
    workflow: 'Workflow',
    run: 'Run',
    level: 'SLSA build level',
    levelText: '{{level}}, as far as can be told',
    signed: 'Signed',
    checked: 'Checked',
    error: 'Could not be checked again: {{error}}',
  },
} as const;
