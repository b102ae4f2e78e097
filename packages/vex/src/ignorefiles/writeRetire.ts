import {
  endsInWords,
  type SilencedVulnerability,
  type Unsaid,
} from './silenced';
import { escaped } from './texts';

/** `.retireignore.json`: by component, version and identifier; no entry ends by itself. */
export function writeRetire(
  vulnerabilities: readonly SilencedVulnerability[],
  unsaid: Unsaid,
): string[] {
  const entries = vulnerabilities.flatMap(vulnerability => {
    const { names, silenced } = vulnerability;
    const ghsa = names.find(name => name.startsWith('GHSA-'));
    const cve = names.find(name => name.startsWith('CVE-'));
    const identifiers = ghsa ? { githubID: ghsa } : cve && { CVE: cve };
    if (!identifiers) {
      unsaid(vulnerability, 'Retire.js knows ids of GitHub and CVE alone');
      return [];
    }
    return silenced.flatMap(({ ecosystem, packageName, component, ...one }) => {
      if (ecosystem !== 'npm') {
        unsaid(vulnerability, 'Retire.js looks at packages of npm alone');
        return [];
      }
      const end = endsInWords(one);
      if (end) unsaid(vulnerability, end);
      return [
        {
          component: packageName,
          version: component.version,
          identifiers,
          ...(one.reason && { justification: one.reason }),
        },
      ];
    });
  });
  return escaped(JSON.stringify(entries, undefined, 2)).split('\n');
}
