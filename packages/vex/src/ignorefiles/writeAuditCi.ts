import {
  endInWords,
  othersHaveIt,
  type SilencedVulnerability,
  together,
  type Unsaid,
} from './silenced';
import { quoted } from './texts';

/** `audit-ci.jsonc`, `allowlist`: by GitHub's advisory alone. */
export function writeAuditCi(
  vulnerabilities: readonly SilencedVulnerability[],
  unsaid: Unsaid,
): string[] {
  const entries = vulnerabilities.flatMap(vulnerability => {
    const silenced = vulnerability.silenced.filter(isNpm);
    const others = vulnerability.others.filter(isNpm);
    const id = vulnerability.names.find(name => name.startsWith('GHSA-'));
    if (silenced.length < vulnerability.silenced.length) {
      unsaid(vulnerability, 'audit-ci looks at packages of npm alone');
    }
    if (silenced.length === 0) return [];
    if (id === undefined) {
      unsaid(
        vulnerability,
        'audit-ci knows it by an id of GitHub, which is not known here',
      );
      return [];
    }
    if (others.length > 0) {
      unsaid(vulnerability, othersHaveIt(others));
      return [];
    }
    const { reason, day, events } = together(silenced);
    const end = endInWords(undefined, events);
    if (end) unsaid(vulnerability, end);
    const record = [
      '"active": true',
      ...(day ? [`"expiry": ${quoted(day)}`] : []),
      ...(reason ? [`"notes": ${quoted(reason)}`] : []),
    ];
    return [`    { ${quoted(id)}: { ${record.join(', ')} } }`];
  });
  return [
    '{',
    '  "allowlist": [',
    ...entries.map(
      (entry, index) => `${entry}${index < entries.length - 1 ? ',' : ''}`,
    ),
    '  ]',
    '}',
  ];
}

function isNpm({ ecosystem }: { ecosystem: string }): boolean {
  return ecosystem === 'npm';
}
