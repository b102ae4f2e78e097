/** Words of tickets in trackers. */
export const ticketMessages = {
  tickets: {
    view: 'Tickets',
    what: 'tickets',
    total_one: '{{total}} ticket',
    total_other: '{{total}} tickets',
    ticket: 'Ticket',
    state: 'State',
    services: 'Services',
    moreServices: '{{names}} and more',
    changed: 'Last written',
    notYet: 'Not yet',
    none: 'No tickets yet',
    noneHint:
      'Rules under supplyChain.tickets in the configuration say for which findings there are tickets.',
    noMatch: 'No tickets match these filters',
    noMatchHint: 'Remove a filter to see more.',
    wontFix: 'Won’t fix, says {{by}} in the ticket',
    wontFixNobody: 'Won’t fix, says the ticket',
    wontFixHint:
      'This is a proposal. The finding stays open until somebody decides about it here.',
    failed: 'Could not be written: {{reason}}',
    open: '{{title}} (opens the ticket in a new tab)',
  },
  ticketState: {
    waiting: 'Not created yet',
    open: 'Open',
    left: 'Closed in the tracker, still open here',
    closed: 'Closed',
  },
  tracker: {
    github: 'GitHub',
    gitlab: 'GitLab',
    jira: 'Jira',
  },
  trackers: {
    title: 'Tickets',
    none: 'No tickets',
    waiting: '{{name}}: to be created',
    failing: '{{name}}: waiting to retry',
    failed: '{{reason}}',
    paused: 'Asked again',
    read: '{{name}}: last read',
  },
} as const;
