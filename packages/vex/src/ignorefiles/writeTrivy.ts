import {
  alike,
  endDay,
  endEvents,
  endInWords,
  type SilencedVulnerability,
  type Unsaid,
} from './silenced';
import { quoted } from './texts';

/** `.trivyignore.yaml`: by the id that Trivy shows, and by package URL. */
export function writeTrivy(
  vulnerabilities: readonly SilencedVulnerability[],
  unsaid: Unsaid,
): string[] {
  const entries = vulnerabilities.flatMap(vulnerability => {
    const { names, silenced } = vulnerability;
    const id =
      names.find(name => name.startsWith('CVE-')) ??
      names.find(name => name.startsWith('GHSA-')) ??
      names[0];
    return alike(silenced).flatMap(([first, ...more]) => {
      const { reason, ends } = first;
      const day = endDay(ends);
      const end = endInWords(undefined, endEvents(ends));
      if (end) unsaid(vulnerability, end);
      return [
        `  - id: ${quoted(id)}`,
        '    purls:',
        ...[first, ...more].map(
          ({ component }) => `      - ${quoted(component.purl)}`,
        ),
        ...(day ? [`    expired_at: ${day}`] : []),
        ...(reason ? [`    statement: ${quoted(reason)}`] : []),
      ];
    });
  });
  return entries.length > 0
    ? ['vulnerabilities:', ...entries]
    : ['vulnerabilities: []'];
}
