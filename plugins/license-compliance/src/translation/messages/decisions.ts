/** Words of exceptions, curations and holds. */
export const decisionMessages = {
  decisions: {
    none: 'No decisions yet',
    noneHint:
      'To request an exception or curate a license, open an issue. Holds are created here.',
    newHold: 'New hold',
  },
  form: {
    about: 'Applies to',
    thisVersion: '{{name}} {{version}}',
    anyVersion: '{{name}}, any version',
    thisLicense: 'Everything licensed under {{license}}',
    for: 'Scope',
    thisService: 'This service',
    organization: 'The entire organization',
  },
  exception: {
    title: 'Request an exception',
    denied:
      'You do not have permission to request exceptions for this service.',
    hint: 'An exception overrides the verdict until its end date.',
  },
  curation: {
    title: 'Curate license',
    denied: 'You do not have permission to curate licenses.',
    hint: 'Set the license of the package for the entire organization. What the sources report is kept alongside.',
    expression: 'SPDX expression',
    expressionHint: 'For example MIT, or Apache-2.0 OR GPL-2.0-only',
    expressionMissing: 'Enter a license.',
  },
  hold: {
    title: 'New hold',
    hint: 'Records on hold are not deleted, regardless of retention periods.',
    scope: 'Scope',
    ref: 'Entity reference',
    refHint: 'For example group:default/payments or component:default/checkout',
    refMissing: 'Enter a team, system or service.',
    release: 'Release (optional)',
    denied: 'You do not have permission to put records on hold.',
  },
} as const;
