import { wordsOf } from '../decisions/Decisions';
import type { Finding } from '../scan/findings';
import { printable } from './printable';

const columns: { title: string; value: (finding: Finding) => string }[] = [
  {
    title: 'Severity',
    value: severityText,
  },
  { title: 'Advisory', value: f => f.advisory },
  { title: 'Package', value: f => `${f.package} ${f.version}` },
  { title: 'Fixed in', value: fixedIn },
  { title: 'Why', value: why },
  { title: 'Scope', value: f => f.scope },
  { title: 'File', value: f => f.file },
  { title: 'What to do', value: whatToDo },
];

/** What was decided, where something was. */
const decisionColumn = { title: 'Decision', value: decisionText };

function columnsOf(findings: readonly Finding[]): typeof columns {
  const isDecided = findings.some(f => f.decision || f.information);
  return isDecided ? [...columns, decisionColumn] : columns;
}

/** `critical 9.8`, `critical, malicious`. */
export function severityText({ severity, score, malicious }: Finding): string {
  const graded = [severity, score].filter(Boolean).join(' ');
  return malicious ? `${graded}, malicious` : graded;
}

/** `not affected: code not reachable (shop.vex.json, statements[2])`. */
export function decisionText({ decision, information = [] }: Finding): string {
  const said = information.map(text => `said of some ways to it: ${text}`);
  if (!decision) return said.join('; ');
  const until = decision.until && `, until ${decision.until.slice(0, 10)}`;
  const decided = `${wordsOf(decision)}${until ?? ''} (${decision.at})`;
  return [decided, ...said].join('; ');
}

/** What fixes this one, and what clears the package, where that is another version. */
function fixedIn({ fixedVersion, clearVersion }: Finding): string {
  if (clearVersion === undefined || clearVersion === fixedVersion) {
    return fixedVersion ?? '';
  }
  return [fixedVersion, `${clearVersion} clears all`]
    .filter(Boolean)
    .join(', ');
}

/** The upgrade, and where to make it; through others: theirs, or an override. */
export function whatToDo(finding: Finding): string {
  const version = finding.clearVersion ?? finding.fixedVersion;
  if (!version) return 'no fixed version is known';
  const wanted = `${finding.package} ${version}`;
  if (finding.direct) return `upgrade to ${wanted} in ${finding.declaredIn}`;
  if (finding.direct === undefined && finding.path.length < 2) {
    return `take ${wanted}, in ${
      finding.declaredIn
    } if it asks for it, else in what needs it${overrideText(finding)}`;
  }
  const parent =
    finding.path.length > 1 ? labelOf(finding.path[0]) : 'what needs it';
  return `upgrade ${parent} so that it takes ${wanted}${overrideText(finding)}`;
}

function overrideText({ override }: Finding): string {
  return override
    ? `, or override it in ${override.file}: ${override.text}`
    : '';
}

/** An SBOM may not say what needs what: then there is nothing to say here. */
function why(finding: Finding): string {
  if (finding.direct) return 'direct';
  if (finding.path.length > 1) return `through ${nameOf(finding.path[0])}`;
  return finding.direct === undefined ? 'perhaps direct' : '';
}

/** What to say where there is no finding: that is good news of what was looked at only. */
export function nothingFound(looked: {
  /** No package was looked at. */
  isEmpty: boolean;
  /** All packages that there are were looked at. */
  isWhole: boolean;
  /** Dependencies whose version is not known. */
  unresolved: number;
  /** Findings that somebody decided to be none. */
  dismissed: number;
}): string {
  if (looked.dismissed > 0)
    return `No open findings; dismissed: ${looked.dismissed}`;
  if (looked.unresolved > 0) {
    return `No findings in what was looked at; versions unresolved: ${looked.unresolved}, see the notes`;
  }
  if (looked.isEmpty)
    return 'Nothing to scan: the files that were read name no package';
  return looked.isWhole
    ? 'No findings'
    : 'No findings in what was looked at; files or packages were not, see the notes';
}

/**
 * Findings in columns.
 *
 * @param nothing - what to say where there are none
 */
export function toTable(findings: Finding[], nothing: string): string {
  if (findings.length === 0) return `${nothing}\n`;
  const shown = columnsOf(findings);
  const rows = [shown.map(c => c.title), ...findings.map(cellsOf(shown))];
  const widths = shown.map((_, i) => Math.max(...rows.map(r => r[i].length)));
  return rows
    .map(row =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
}

/** The same as a Markdown table, for comments. */
export function toMarkdown(findings: Finding[], nothing: string): string {
  if (findings.length === 0) return `${nothing}\n`;
  const line = (row: string[]) => `| ${row.map(escapeCell).join(' | ')} |\n`;
  const shown = columnsOf(findings);
  return [
    line(shown.map(c => c.title)),
    `|${shown.map(() => ' --- |').join('')}\n`,
    ...findings.map(cellsOf(shown)).map(line),
  ].join('');
}

function cellsOf(shown: typeof columns) {
  return (finding: Finding) =>
    shown.map(column => printable(column.value(finding)));
}

function escapeCell(text: string): string {
  return text.replace(/[\\|`<>[\]*_]/g, '\\$&');
}

function nameOf(purl: string): string {
  return decodeURIComponent(
    purl.replace(/^pkg:[^/]+\//, '').replace(/[?#].*$/, ''),
  );
}

/** `express 4.17.1` */
function labelOf(purl: string): string {
  return nameOf(purl).replace(/@([^@]*)$/, ' $1');
}
