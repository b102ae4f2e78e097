import {
  alike,
  endDay,
  endEvents,
  endInWords,
  type Silenced,
  type SilencedVulnerability,
  together,
  type Unsaid,
} from './silenced';
import { quoted } from './texts';

/** The version of the format (Snyk, "Policy file"). */
const FORMAT = 'v1.25.0';

/** `.snyk`: by Snyk's own ids, and by package where not all that has it is meant. */
export function writeSnyk(
  vulnerabilities: readonly SilencedVulnerability[],
  unsaid: Unsaid,
): string[] {
  const entries = vulnerabilities.flatMap(vulnerability => {
    const id = vulnerability.names.find(name => /^(?:SNYK-|npm:)/i.test(name));
    if (id === undefined) {
      unsaid(
        vulnerability,
        'Snyk knows it by an id of its own, which is not known here',
      );
      return [];
    }
    const { silenced, others } = vulnerability;
    const { events } = together(silenced);
    const moves = events.filter(event => event !== 'fix');
    const end = endInWords(undefined, moves);
    if (end) unsaid(vulnerability, end);
    const groups = alike(silenced);
    const ways =
      groups.length === 1 && others.length === 0
        ? rule('*', silenced[0])
        : silenced.flatMap(one =>
            rule(`* > ${one.packageName}@${one.component.version}`, one),
          );
    return [`  ${quoted(id)}:`, ...ways];
  });
  return [
    `version: ${FORMAT}`,
    ...(entries.length > 0 ? ['ignore:', ...entries] : ['ignore: {}']),
    'patch: {}',
  ];
}

function rule(path: string, { reason, ends }: Silenced): string[] {
  const day = endDay(ends);
  return [
    `    - ${quoted(path)}:`,
    `        reason: ${quoted(reason ?? 'None given')}`,
    ...(endEvents(ends).includes('fix')
      ? ['        disregardIfFixable: true']
      : []),
    ...(day ? [`        expires: ${day}`] : []),
  ];
}
