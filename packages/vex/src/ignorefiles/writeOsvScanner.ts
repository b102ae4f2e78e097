import {
  endInWords,
  othersHaveIt,
  type SilencedVulnerability,
  together,
  type Unsaid,
} from './silenced';
import { quoted } from './texts';

/** `osv-scanner.toml`, `IgnoredVulns`: by vulnerability alone, by any of its ids. */
export function writeOsvScanner(
  vulnerabilities: readonly SilencedVulnerability[],
  unsaid: Unsaid,
): string[] {
  return vulnerabilities.flatMap(vulnerability => {
    const { names, silenced, others } = vulnerability;
    if (others.length > 0) {
      unsaid(vulnerability, othersHaveIt(others));
      return [];
    }
    const { reason, day, events } = together(silenced);
    const end = endInWords(undefined, events);
    if (end) unsaid(vulnerability, end);
    return [
      '[[IgnoredVulns]]',
      `id = ${quoted(names[0])}`,
      ...(day ? [`ignoreUntil = ${day}`] : []),
      ...(reason ? [`reason = ${quoted(reason)}`] : []),
      '',
    ];
  });
}
