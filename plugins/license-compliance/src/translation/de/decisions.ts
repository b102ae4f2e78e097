/** German for the texts of `messages/decisions.ts`. */
export const decisions = {
  'decisions.none': 'Noch keine Entscheidungen',
  'decisions.noneHint':
    'Um eine Ausnahme zu beantragen oder eine Lizenz zu kuratieren, einen Verstoß öffnen. Aufbewahrungssperren werden hier erstellt.',
  'decisions.newHold': 'Neue Aufbewahrungssperre',
  'form.about': 'Gilt für',
  'form.thisVersion': '{{name}} {{version}}',
  'form.anyVersion': '{{name}}, jede Version',
  'form.thisLicense': 'Alles unter {{license}}',
  'form.for': 'Geltungsbereich',
  'form.thisService': 'Dieser Service',
  'form.organization': 'Die gesamte Organisation',
  'exception.title': 'Ausnahme beantragen',
  'exception.denied':
    'Keine Berechtigung, Ausnahmen für diesen Service zu beantragen.',
  'exception.hint':
    'Eine Ausnahme setzt die Bewertung bis zu ihrem Enddatum außer Kraft.',
  'curation.title': 'Lizenz kuratieren',
  'curation.denied': 'Keine Berechtigung, Lizenzen zu kuratieren.',
  'curation.hint':
    'Die Lizenz des Pakets für die gesamte Organisation festlegen. Die Angaben der Quellen bleiben daneben erhalten.',
  'curation.expression': 'SPDX-Ausdruck',
  'curation.expressionHint': 'Zum Beispiel MIT oder Apache-2.0 OR GPL-2.0-only',
  'curation.expressionMissing': 'Lizenz eingeben.',
  'hold.title': 'Neue Aufbewahrungssperre',
  'hold.hint':
    'Gesperrte Datensätze werden unabhängig von Aufbewahrungsfristen nicht gelöscht.',
  'hold.scope': 'Geltungsbereich',
  'hold.ref': 'Entitätsreferenz',
  'hold.refHint':
    'Zum Beispiel group:default/payments oder component:default/checkout',
  'hold.refMissing': 'Team, System oder Service eingeben.',
  'hold.release': 'Release (optional)',
  'hold.denied': 'Keine Berechtigung, Aufbewahrungssperren zu setzen.',
};
