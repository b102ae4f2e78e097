import type { Finding } from '../scan/findings';

const columns: { title: string; value: (finding: Finding) => string }[] = [
  {
    title: 'Severity',
    value: f => [f.severity, f.score].filter(Boolean).join(' '),
  },
  { title: 'Advisory', value: f => f.advisory },
  { title: 'Package', value: f => `${f.package} ${f.version}` },
  { title: 'Fixed in', value: f => f.fixedVersion ?? '' },
  { title: 'Why', value: why },
  { title: 'Scope', value: f => f.scope },
  { title: 'File', value: f => f.file },
];

/** An SBOM may not say what needs what: then there is nothing to say here. */
function why(finding: Finding): string {
  if (finding.direct) return 'direct';
  return finding.path.length > 1 ? `through ${nameOf(finding.path[0])}` : '';
}

/** What to say where there is no finding: that is good news of what was looked at only. */
export function nothingFound(looked: {
  /** No package was looked at. */
  isEmpty: boolean;
  /** All packages that there are were looked at. */
  isWhole: boolean;
}): string {
  if (looked.isEmpty)
    return 'Nothing to scan: the files that were read name no package';
  return looked.isWhole
    ? 'No findings'
    : 'No findings in the files that were read; others were not, see the notes';
}

/**
 * Findings in columns.
 *
 * @param nothing - what to say where there are none
 */
export function toTable(findings: Finding[], nothing: string): string {
  if (findings.length === 0) return `${nothing}\n`;
  const rows = [columns.map(c => c.title), ...findings.map(cells)];
  const widths = columns.map((_, i) => Math.max(...rows.map(r => r[i].length)));
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
  return [
    line(columns.map(c => c.title)),
    `|${columns.map(() => ' --- |').join('')}\n`,
    ...findings.map(finding => line(cells(finding))),
  ].join('');
}

function cells(finding: Finding): string[] {
  return columns.map(column => printable(column.value(finding)));
}

/** Lock files come from anywhere: no control characters reach a terminal. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function escapeCell(text: string): string {
  return text.replace(/[\\|`<>[\]*_]/g, '\\$&');
}

function nameOf(purl: string): string {
  return decodeURIComponent(
    purl.replace(/^pkg:[^/]+\//, '').replace(/[?#].*$/, ''),
  );
}
