import { readShell } from '@safety-curtain/input';

/** Commands that look for weaknesses and fail where they find some, with their first argument. */
const CHECKS: ReadonlyMap<string, RegExp> = new Map([
  ['bandit', /./],
  ['bundle-audit', /./],
  ['cargo', /^audit$/],
  ['checkov', /./],
  ['gitleaks', /^(?:detect|dir|git|protect)$/],
  ['govulncheck', /./],
  ['grype', /./],
  ['npm', /^audit$/],
  ['osv-scanner', /./],
  ['pip-audit', /^/],
  ['pnpm', /^audit$/],
  ['safety', /^(?:check|scan)$/],
  ['safety-curtain', /^check$/],
  ['semgrep', /^(?:ci|scan)$/],
  ['snyk', /^(?:code|container|iac|test)$/],
  ['trivy', /^(?:config|fs|filesystem|image|repo|rootfs|sbom)$/],
  ['trufflehog', /./],
  ['yarn', /^(?:audit|npm)$/],
]);
/** What it finds is written for somebody else, who may judge of it. */
const REPORTS =
  /^(?:-o|--?output.*|--?format.*|--?json.*|--?sarif.*|.*report.*)$/i;
/** An end of a command that makes whatever it says no failure. */
const IGNORED = /\|\|[ \t]*(?:true|:|exit[ \t]+0)[ \t]*(?:$|[;#)])/;

/** The check for weaknesses that a script runs, and in which line, if one's outcome is its own. */
export function checksIn(
  script: string,
  firstLine: number,
): { check: string; line: number; ignored: boolean }[] {
  const ignored = script.split('\n').map(line => IGNORED.test(line));
  return readShell(script, firstLine).flatMap(({ words, line, output }) => {
    const [command, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
    const expected = CHECKS.get(command);
    const isAudit = command !== 'yarn' || rest.includes('audit');
    if (!expected?.test(rest[0] ?? '') || !isAudit) return [];
    if (output !== undefined || rest.some(word => REPORTS.test(word)))
      return [];
    return [
      {
        check: command,
        line,
        ignored: ignored[line - firstLine] ?? false,
      },
    ];
  });
}
