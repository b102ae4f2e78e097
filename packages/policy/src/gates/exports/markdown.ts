import { cell, code, plain } from '../../texts/inert';
import type {
  GateComponent,
  GateFinding,
  GateNote,
  GateReported,
} from '../gateFacts';
import type { GateReasonReport, GateReport, Listed } from '../gateReport';
import {
  fixText,
  headlineOf,
  leftOutOf,
  licenseText,
  nothing,
  packageText,
  placeText,
  reasonText,
  reportedChanges,
} from './words';
import { counted } from '../../facts/days';

/** What is written of a report. @public */
export interface GateMarkdownOptions {
  /** Tells the comments of one gate from those of another, so that each is found again. */
  key?: string;
  /** Where people see more. */
  link?: string;
  /** The longest text that is taken, in characters: 65,536 on GitHub, 1,000,000 on GitLab. */
  limit?: number;
}

/** GitHub's limit of a comment. */
const LIMIT = 65_536;
const ICONS = { allow: '✅', warn: '⚠️', block: '⛔' };
/** Rows of a table before it is cut; fewer where all is too long. */
const ROWS = [50, 20, 5, 0];

/**
 * What a comment of a gate begins with, by which it is found again. It is no proof of who wrote it:
 * whoever looks for it asks for comments of its own user.
 *
 * @public
 */
export function gateMarker(key = 'default'): string {
  return `<!-- safety-curtain gate ${key.replace(/[^\w./:-]/g, '_')} -->`;
}

/**
 * A report for a pull request: the verdict first, then what decides it, then what else the change
 * brings. Names and texts of strangers are inert in it. It is never longer than the limit: tables
 * are cut, and say so.
 *
 * @public
 */
export function gateMarkdown(
  report: GateReport,
  { key, link, limit = LIMIT }: GateMarkdownOptions = {},
): string {
  let text = '';
  for (const rows of ROWS) {
    text = [
      gateMarker(key),
      `## ${ICONS[report.outcome]} ${headlineOf(report)}`,
      '',
      ...introduction(report, link),
      ...report.reasons.flatMap(reason => section(reason, rows)),
      ...changes(report, rows),
    ].join('\n');
    if (text.length <= limit) return `${text.trimEnd()}\n`;
  }
  const cut = text.slice(0, limit - 40);
  return `${cut.slice(0, cut.lastIndexOf('\n'))}\n\n_The rest is cut._\n`;
}

function introduction(
  { subject, policy, base, leftOut, ...report }: GateReport,
  link: string | undefined,
): string[] {
  const told = leftOutOf({ subject, policy, base, leftOut, ...report });
  return [
    `${code(subject)}, policy ${code(policy.name)}${
      base ? `, compared with ${code(base)}` : ''
    }.`,
    ...(told.length > 0
      ? ['', `Findings not evaluated: ${told.map(plain).join('; ')}.`]
      : []),
    ...(link
      ? ['', `[Details](<${encodeURI(link).replace(/[<>]/g, '')}>)`]
      : []),
    '',
  ];
}

/** What is allowed is folded away. */
function section(reason: GateReasonReport, rows: number): string[] {
  const { outcome, findings, reported = nothing, components, notes } = reason;
  const title = `${ICONS[outcome]} ${reasonText(reason)}`;
  const body = [
    ...findingTable(findings, rows),
    ...reportedTable(reported, rows),
    ...componentTable(components, rows),
    ...noteList(notes, rows),
  ];
  if (body.length === 0) return [`**${title}**`, ''];
  return [
    `<details${outcome === 'block' ? ' open' : ''}>`,
    `<summary>${title}</summary>`,
    '',
    ...body,
    '</details>',
    '',
  ];
}

const row = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

function table(titles: string[], rows: string[][], left: number): string[] {
  if (rows.length === 0) return left > 0 ? [`${left} in all.`, ''] : [];
  return [
    row(titles),
    row(titles.map(() => '---')),
    ...rows.map(row),
    '',
    ...(left > 0 ? [`And ${left} more.`, ''] : []),
  ];
}

function findingTable(
  { count, items }: Listed<GateFinding>,
  most: number,
): string[] {
  const shown = items.slice(0, most);
  return table(
    ['Severity', 'Vulnerability', 'Package', 'Fixed in', 'Through', 'File'],
    shown.map(finding => [
      severityText(finding),
      [code(finding.vulnerability), plain(finding.summary ?? '')]
        .filter(Boolean)
        .join(' '),
      code(packageText(finding)),
      code(fixText(finding)),
      finding.direct
        ? 'direct'
        : (finding.path ?? []).slice(0, -1).map(code).join(' → '),
      finding.manifests.slice(0, 3).map(code).join(', '),
    ]),
    count - shown.length,
  );
}

function severityText({ severity, score, malicious }: GateFinding): string {
  const graded = [severity, score].filter(Boolean).join(' ');
  return malicious ? `${graded}, malicious` : graded;
}

function reportedTable(
  { count, items }: Listed<GateReported>,
  most: number,
): string[] {
  const shown = items.slice(0, most);
  return table(
    ['Severity', 'Rule', 'Where', 'What'],
    shown.map(one => [
      one.severity,
      code(one.rule),
      code(placeText(one)),
      plain(one.message ?? ''),
    ]),
    count - shown.length,
  );
}

function componentTable(
  { count, items }: Listed<GateComponent>,
  most: number,
): string[] {
  const shown = items.slice(0, most);
  return table(
    ['Package', 'Version', 'License'],
    shown.map(component => [
      code(component.name),
      code(component.version),
      plain(licenseText(component)),
    ]),
    count - shown.length,
  );
}

function noteList({ count, items }: Listed<GateNote>, most: number): string[] {
  const shown = items.slice(0, most);
  const left = count - shown.length;
  return [
    ...shown.map(({ at, reason }) => `- ${code(at)}: ${plain(reason)}`),
    ...(left > 0 ? [`- and ${left} more`] : []),
    ...(count > 0 ? [''] : []),
  ];
}

/** What the change brings besides: fixed and removed findings, packages from version to version. */
function changes(report: GateReport, most: number): string[] {
  const { changes: of } = report;
  if (!of) return [];
  const { findings, components } = of;
  const { fixed } = reportedChanges(report);
  const fold = (title: string, body: string[]) =>
    body.length === 0
      ? []
      : [
          '<details>',
          `<summary>${title}</summary>`,
          '',
          ...body,
          '</details>',
          '',
        ];
  const changed = components.changed.items.slice(0, most);
  const versions = (list: readonly GateComponent[]) =>
    list.map(({ version }) => code(version)).join(', ');
  return [
    ...fold(
      `${findings.fixed.count} fixed`,
      findingTable(findings.fixed, most),
    ),
    ...fold(
      `${findings.removed.count} gone with their packages`,
      findingTable(findings.removed, most),
    ),
    ...fold(
      `${fixed.count} gone of what tools and inspections found`,
      reportedTable(fixed, most),
    ),
    ...fold(
      packagesText(components.changed.count, 'changed'),
      table(
        ['Package', 'From', 'To'],
        changed.map(({ before, after }) => [
          code(after[0].name),
          versions(before),
          versions(after),
        ]),
        components.changed.count - changed.length,
      ),
    ),
    ...fold(
      packagesText(components.added.count, 'added'),
      componentTable(components.added, most),
    ),
    ...fold(
      packagesText(components.removed.count, 'removed'),
      componentTable(components.removed, most),
    ),
  ];
}

function packagesText(count: number, what: string): string {
  return `${counted(count, 'package')} ${what}`;
}
