import type { Listed } from '../gates/gateReport';
import type {
  Changelog,
  ChangelogFinding,
  ChangelogPackage,
  ChangelogRelease,
} from './changelog';

/** A cell: names of strangers as code, everything else as text. */
export type Cell = { code: readonly string[] } | { text: string };

/** A list of a changelog, whatever it is written as. */
export interface Section {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Entries that are not among the rows. */
  left: number;
}

const text = (value: string): Cell => ({ text: value });
const names = (...values: string[]): Cell => ({
  code: values.filter(value => value !== ''),
});

/** The lists of a changelog in which something stands. */
export function sectionsOf(changelog: Changelog): Section[] {
  return [
    ...findingSections(changelog),
    ...componentSections(changelog),
    ...licenseSections(changelog),
  ].filter(({ rows, left }) => rows.length > 0 || left > 0);
}

function findingSections({ findings, previous }: Changelog): Section[] {
  if (!findings) return [];
  const columns = ['Severity', 'Vulnerability', 'Package', 'Summary'];
  const cells = ({ severity, knownExploited, ...item }: ChangelogFinding) => [
    text(
      [
        severity,
        ...(knownExploited ? ['known to be exploited'] : []),
        ...(item.dismissed ? ['dismissed'] : []),
      ].join(', '),
    ),
    names(item.vulnerability),
    names([item.package, item.versions.join(', ')].join(' ').trim()),
    text(item.summary ?? ''),
  ];
  const found = (title: string, listed: Listed<ChangelogFinding>) =>
    section(title, columns, listed, cells);
  return [
    found(previous ? 'New findings' : 'Findings', findings.added),
    found('Fixed findings', findings.fixed),
    found('Reopened findings', findings.reopened),
    section(
      'Findings rated otherwise',
      ['Before', ...columns],
      findings.rerated,
      item => [text(item.before), ...cells(item)],
    ),
    section(
      'Decided findings',
      ['Decision', ...columns],
      findings.decided,
      item => [
        text([item.decision, item.verdict].filter(Boolean).join(': ')),
        ...cells(item),
      ],
    ),
  ];
}

function componentSections({ components, previous }: Changelog): Section[] {
  const columns = ['Package', 'Version', 'Type'];
  const cells = ({ name, version, type = '' }: ChangelogPackage) => [
    names(name),
    names(version),
    text(type),
  ];
  return [
    section(
      'Changed components',
      ['Package', 'From', 'To', 'Step', 'Type'],
      components.changed,
      ({ name, before, after, major, type = '' }) => [
        names(name),
        names(...before),
        names(...after),
        text(major ? 'major' : ''),
        text(type),
      ],
    ),
    section(
      previous ? 'Added components' : 'Components',
      columns,
      components.added,
      cells,
    ),
    section('Removed components', columns, components.removed, cells),
  ];
}

function licenseSections({ licenses, previous }: Changelog): Section[] {
  if (!licenses) return [];
  const columns = ['License', 'Components'];
  const cells = (one: { expression: string; packages: number }) => [
    names(one.expression),
    text(String(one.packages)),
  ];
  return [
    section(
      previous ? 'New licenses' : 'Licenses',
      columns,
      licenses.added,
      cells,
    ),
    section('Licenses that are gone', columns, licenses.removed, cells),
    section(
      'Components under another license',
      ['Package', 'From', 'To'],
      licenses.changed,
      ({ name, before, after }) => [
        names(name),
        names(...before),
        names(...after),
      ],
    ),
  ];
}

function section<T>(
  title: string,
  columns: readonly string[],
  { count, items }: Listed<T>,
  cells: (item: T) => readonly Cell[],
): Section {
  return {
    title: `${title} (${count})`,
    columns,
    rows: items.map(cells),
    left: count - items.length,
  };
}

/** What a changelog is of, as rows of a table. */
export function headingOf({
  subject,
  release,
  previous,
  basis,
  asOf,
}: Changelog): [title: string, value: Cell][] {
  return [
    ['Service', names(subject.entityRef)],
    ['Release', releaseCell(release)],
    [
      'Compared with',
      previous ? releaseCell(previous) : text('nothing: it is the first'),
    ],
    [
      'As known',
      text(
        basis === 'then'
          ? `at the release, ${asOf}`
          : `now, ${asOf}, of both releases`,
      ),
    ],
  ];
}

function releaseCell({
  name,
  series = '',
  revision = '',
  releasedAt,
}: ChangelogRelease): Cell {
  return names(name, series, revision, releasedAt);
}
