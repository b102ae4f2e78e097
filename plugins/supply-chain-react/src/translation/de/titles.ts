/** The titles of the page and of tabs. */
export default {
  page: 'Lieferkette',
  whereUsed: 'Verwendung',
  advisories: 'Advisories',
  triage: 'Triage',
  services: 'Services',
  systemHealth: 'Systemzustand',
  security: 'Sicherheit',
};
