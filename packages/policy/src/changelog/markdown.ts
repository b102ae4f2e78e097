import { cell, code, plain } from '../texts/inert';
import type { Changelog } from './changelog';
import { impactNote } from './impactNote';
import { type Cell, headingOf, type Section, sectionsOf } from './sections';

/** A changelog in Markdown; names and texts of strangers are inert in it. */
export function changelogMarkdown(changelog: Changelog): string {
  const { subject, release } = changelog;
  const lines = [
    `# ${plain(subject.name)} ${plain(release.name)}: security changelog`,
    '',
    plain(impactNote(changelog)),
    '',
    ...table(
      ['', ''],
      headingOf(changelog).map(([title, value]) => [title, written(value)]),
    ),
    ...sectionsOf(changelog).flatMap(sectionLines),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function sectionLines({ title, columns, rows, left }: Section): string[] {
  return [
    `## ${title}`,
    '',
    ...table(
      columns,
      rows.map(cells => cells.map(written)),
    ),
    ...(left > 0 ? [`And ${left} more.`, ''] : []),
  ];
}

function table(titles: readonly string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]) =>
    `| ${cells.map(cell).join(' | ')} |`;
  return [row(titles), row(titles.map(() => '---')), ...rows.map(row), ''];
}

function written(one: Cell): string {
  return 'text' in one ? plain(one.text) : one.code.map(code).join(', ');
}
