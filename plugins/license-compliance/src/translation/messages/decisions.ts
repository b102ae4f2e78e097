/** Words of exceptions, curations and holds. */
export const decisionMessages = {
  decisions: {
    none: 'Nothing has been decided yet',
    noneHint:
      'Exceptions and curated licenses are asked for beside a package: open an issue. A hold is made here.',
    newHold: 'New hold',
  },
  form: {
    about: 'About',
    thisVersion: '{{name}} {{version}}',
    anyVersion: '{{name}}, any version',
    thisLicense: 'Everything under {{license}}',
    for: 'For',
    thisService: 'This service',
    organization: 'The whole organization',
  },
  exception: {
    title: 'Ask for an exception',
    denied: 'You may not ask for exceptions for this service.',
    hint: 'An exception sets the verdict aside until a day that you name.',
  },
  curation: {
    title: 'Curate the license',
    denied: 'You may not curate licenses.',
    hint: 'Say which license the package has, for the whole organization. What the sources say is kept beside it.',
    expression: 'SPDX expression',
    expressionHint: 'For example MIT, or Apache-2.0 OR GPL-2.0-only',
    expressionMissing: 'Name a license.',
  },
  hold: {
    title: 'New hold',
    hint: 'What is on hold is not deleted, whatever retention says.',
    scope: 'What is held',
    ref: 'Entity ref',
    refHint: 'For example group:default/payments or component:default/checkout',
    refMissing: 'Name the team, system or service.',
    release: 'Release (optional)',
    denied: 'You may not put records on hold.',
  },
} as const;
