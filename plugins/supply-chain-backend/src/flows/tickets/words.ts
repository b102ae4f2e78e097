import type {
  Finding,
  Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import type { TicketLanguage } from './options';

/** What tickets say, beside names and texts of others. */
export interface TicketWords {
  service(name: string): string;
  /** Of a service with findings that are of no package. */
  findingsOf(name: string): string;
  rule(rule: string, service: string): string;
  upgrade(name: string, service: string, to: string | undefined): string;
  vulnerability(id: string, packages: string): string;
  severity: Record<Severity, string>;
  worst: string;
  due: string;
  exploited: string;
  findings: string;
  services: string;
  upgradeTo: string;
  noFix: string;
  more(count: number): string;
  portal: string;
  closed: string;
  was: string;
  state: Record<Finding['state'], string>;
  resolved: Record<NonNullable<Finding['resolvedReason']>, string>;
  notMeant: string;
  footer: string;
}

const english: TicketWords = {
  service: name => `Vulnerable dependencies of ${name}`,
  findingsOf: name => `Security findings of ${name}`,
  rule: (rule, service) => `${rule} in ${service}`,
  upgrade: (name, service, to) =>
    `Upgrade ${name}${to ? ` to ${to}` : ''} in ${service}`,
  vulnerability: (id, packages) => `${id} in ${packages}`,
  severity: {
    critical: 'critical',
    high: 'high',
    medium: 'medium',
    low: 'low',
    none: 'none',
    unknown: 'unknown',
  },
  worst: 'Highest severity: ',
  due: 'Due: ',
  exploited: 'Known to be exploited.',
  findings: 'Findings',
  services: 'Services: ',
  upgradeTo: 'upgrade to ',
  noFix: 'no fixed version is known',
  more: count => `and ${count} more`,
  portal: 'See it in the portal',
  closed: 'Nothing of this is open any more.',
  was: 'What it was about',
  state: { open: 'open', resolved: 'resolved', dismissed: 'decided' },
  resolved: {
    removed: 'the package is gone',
    upgraded: 'upgraded',
    withdrawn: 'the advisory was withdrawn',
    'no-longer-affected': 'no longer affected',
    'no-longer-reported': 'no tool reports it any more',
  },
  notMeant: 'open, but of no rule for tickets any more',
  footer:
    'Written by Safety Curtain. Changes to this text are overwritten; close this ticket as not planned, or begin a comment with "won\'t fix", to have that shown in the portal.',
};

const german: TicketWords = {
  service: name => `Verwundbare Abhängigkeiten von ${name}`,
  findingsOf: name => `Sicherheitsbefunde von ${name}`,
  rule: (rule, service) => `${rule} in ${service}`,
  upgrade: (name, service, to) =>
    `${name}${to ? ` auf ${to}` : ''} aktualisieren in ${service}`,
  vulnerability: (id, packages) => `${id} in ${packages}`,
  severity: {
    critical: 'kritisch',
    high: 'hoch',
    medium: 'mittel',
    low: 'niedrig',
    none: 'keiner',
    unknown: 'unbekannt',
  },
  worst: 'Höchster Schweregrad: ',
  due: 'Fällig: ',
  exploited: 'Wird bekanntermaßen ausgenutzt.',
  findings: 'Befunde',
  services: 'Dienste: ',
  upgradeTo: 'aktualisieren auf ',
  noFix: 'keine behobene Version bekannt',
  more: count => `und ${count} weitere`,
  portal: 'Im Portal ansehen',
  closed: 'Nichts davon ist noch offen.',
  was: 'Worum es ging',
  state: { open: 'offen', resolved: 'behoben', dismissed: 'entschieden' },
  resolved: {
    removed: 'das Paket ist nicht mehr da',
    upgraded: 'aktualisiert',
    withdrawn: 'die Meldung wurde zurückgezogen',
    'no-longer-affected': 'nicht mehr betroffen',
    'no-longer-reported': 'kein Werkzeug meldet es mehr',
  },
  notMeant: 'offen, aber keine Regel sieht dafür noch ein Ticket vor',
  footer:
    "Geschrieben von Safety Curtain. Änderungen an diesem Text werden überschrieben. Wird das Ticket als nicht geplant geschlossen, oder beginnt ein Kommentar mit „won't fix“, so zeigt das Portal es an.",
};

export const ticketWords: Record<TicketLanguage, TicketWords> = {
  en: english,
  de: german,
};
