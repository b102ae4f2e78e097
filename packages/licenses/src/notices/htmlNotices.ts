import { NoticeContent, NoticeEntry, NoticeSection } from './notices';
import { describeState, counted } from './wording';

const STYLE = `
:root { color-scheme: light dark; --line: #767676; --link: #0b57d0 }
@media (prefers-color-scheme: dark) {
  :root { --line: #8c8c8c; --link: #a8c7fa }
}
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1, h2 { line-height: 1.25; overflow-wrap: anywhere }
section { border-top: 1px solid var(--line); margin-top: 2rem }
a { color: var(--link); overflow-wrap: anywhere }
li { overflow-wrap: anywhere }
.copyright { display: block; white-space: pre-line }
pre { border: 1px solid var(--line); overflow-wrap: anywhere; padding: 1rem; white-space: pre-wrap }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none }
  nav { display: none }
  h2 { break-after: avoid }
  pre { border: 0; padding: 0 }
}
`;

/**
 * The attribution document as one HTML page without scripts or outside parts,
 * piece by piece. Nothing of a package is markup.
 */
export function* htmlNotices(content: NoticeContent): Generator<string> {
  const { subject, release, generatedAt, count, unsettled, sections } = content;
  const heading = `Third-party notices: ${escape(subject)}${
    release ? `, release ${escape(release)}` : ''
  }`;
  yield `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n`;
  yield `<meta name="viewport" content="width=device-width, initial-scale=1">\n`;
  yield `<title>${heading}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<header>\n<h1>${heading}</h1>\n`;
  yield `<p>${counted(count, 'package')}. Written ${escape(
    generatedAt,
  )}.</p>\n</header>\n`;
  yield* contents(content);
  yield '<main>\n';
  if (unsettled.length > 0) yield* unsettledSection(unsettled);
  for (const [index, section] of sections.entries()) {
    yield* htmlSection(section, index);
  }
  yield '</main>\n</body>\n</html>\n';
}

function* contents(content: NoticeContent): Generator<string> {
  yield '<nav aria-label="Contents">\n<ul>\n';
  if (content.unsettled.length > 0) {
    yield `<li><a href="#unsettled">License not settled</a> (${content.unsettled.length})</li>\n`;
  }
  for (const [index, { ids, entries }] of content.sections.entries()) {
    yield `<li><a href="#text-${index + 1}">${ids
      .map(escape)
      .join(', ')}</a> (${entries.length})</li>\n`;
  }
  yield '</ul>\n</nav>\n';
}

function* unsettledSection(entries: readonly NoticeEntry[]): Generator<string> {
  yield '<section id="unsettled">\n';
  yield `<h2>License not settled: ${counted(
    entries.length,
    'package',
  )}</h2>\n<ul>\n`;
  for (const entry of entries) {
    yield `<li>${title(entry)}: ${describeState(entry)}</li>\n`;
  }
  yield '</ul>\n</section>\n';
}

function* htmlSection(
  { ids, names, text, entries }: NoticeSection,
  index: number,
): Generator<string> {
  const titles = ids.map((id, each) =>
    names[each] === id ? escape(id) : `${escape(names[each])} (${escape(id)})`,
  );
  yield `<section id="text-${index + 1}">\n<h2>${titles.join(
    '<br>',
  )}</h2>\n<ul>\n`;
  for (const entry of entries) yield htmlEntry(entry);
  yield '</ul>\n';
  yield text === undefined
    ? '<p>The text of this license comes with the packages.</p>\n'
    : `<pre>${escape(text.trim())}</pre>\n`;
  yield '</section>\n';
}

function htmlEntry(entry: NoticeEntry): string {
  const { homepage, copyright, expression } = entry;
  const name = isWebAddress(homepage)
    ? `<a href="${escape(homepage)}" rel="noreferrer">${title(entry)}</a>`
    : title(entry);
  const holder = copyright?.trim()
    ? ` <span class="copyright">${escape(copyright.trim())}</span>`
    : '';
  return `<li>${name} (${escape(expression ?? '')})${holder}</li>\n`;
}

function title({ name, version }: NoticeEntry): string {
  return escape(`${name} ${version}`.trim());
}

function isWebAddress(text: string | undefined): text is string {
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As text or as the value of a quoted attribute; control characters are dropped. */
function escape(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, char => ENTITIES[char])
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
  );
}
