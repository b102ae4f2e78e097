import { htmlText } from '../texts/html';
import type { Changelog } from './changelog';
import { impactNote } from './impactNote';
import { type Cell, headingOf, type Section, sectionsOf } from './sections';

/** Readable in light and dark, on paper and on a phone; it asks for nothing from elsewhere. */
const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
section { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .3rem .6rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
code { font-size: .9em; }
`;

/** A changelog as one page of HTML, without scripts, links and images. */
export function changelogHtml(changelog: Changelog): string {
  const { subject, release } = changelog;
  const title = htmlText(`${subject.name} ${release.name}: security changelog`);
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    `<p>${htmlText(impactNote(changelog))}</p>`,
    heading(changelog),
    ...sectionsOf(changelog).map(sectionHtml),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function heading(changelog: Changelog): string {
  const rows = headingOf(changelog).map(
    ([title, value]) =>
      `<tr><th scope="row">${htmlText(title)}</th><td>${cellHtml(
        value,
      )}</td></tr>`,
  );
  return `<section><table>${rows.join('\n')}</table></section>`;
}

function sectionHtml({ title, columns, rows, left }: Section): string {
  const head = columns.map(name => `<th scope="col">${htmlText(name)}</th>`);
  const body = rows.map(
    cells =>
      `<tr>${cells.map(one => `<td>${cellHtml(one)}</td>`).join('')}</tr>`,
  );
  return [
    `<section><h2>${htmlText(title)}</h2>`,
    `<table><thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table>`,
    ...(left > 0 ? [`<p>And ${left} more.</p>`] : []),
    '</section>',
  ].join('\n');
}

function cellHtml(one: Cell): string {
  return 'text' in one
    ? htmlText(one.text)
    : one.code.map(name => `<code>${htmlText(name)}</code>`).join(', ');
}
