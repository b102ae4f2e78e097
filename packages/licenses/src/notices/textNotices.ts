import { NoticeContent, NoticeEntry, NoticeSection } from './notices';
import { describeState, counted } from './wording';

const RULE = '='.repeat(78);
const LINE = '-'.repeat(78);

/** The attribution document as plain text, piece by piece. */
export function* textNotices(content: NoticeContent): Generator<string> {
  const { subject, release, generatedAt, count, unsettled } = content;
  yield `Third-party notices: ${line(subject)}${
    release ? `, release ${line(release)}` : ''
  }\n`;
  yield `${counted(count, 'package')}. Written ${line(generatedAt)}.\n`;
  if (unsettled.length > 0) {
    yield `\n${RULE}\nLicense not settled: ${counted(
      unsettled.length,
      'package',
    )}\n${RULE}\n\n`;
    for (const entry of unsettled) {
      yield `${title(entry)}: ${describeState(entry)}\n`;
    }
  }
  for (const section of content.sections) yield* textSection(section);
}

function* textSection(section: NoticeSection): Generator<string> {
  const { ids, names, text, entries } = section;
  yield `\n${RULE}\n`;
  for (const [index, id] of ids.entries()) {
    yield names[index] === id ? `${id}\n` : `${names[index]} (${id})\n`;
  }
  yield `${RULE}\n\n`;
  for (const entry of entries) yield textEntry(entry);
  yield text === undefined
    ? `\n${LINE}\nThe text of this license comes with the packages.\n`
    : `\n${LINE}\n${text.trim()}\n`;
}

function textEntry(entry: NoticeEntry): string {
  const lines = [`${title(entry)} (${line(entry.expression ?? '')})`];
  if (entry.homepage) lines.push(`  ${line(entry.homepage)}`);
  for (const each of (entry.copyright ?? '').split(/\r?\n/)) {
    if (each.trim() !== '') lines.push(`  ${line(each)}`);
  }
  return `${lines.join('\n')}\n`;
}

function title({ name, version }: NoticeEntry): string {
  return line(`${name} ${version}`);
}

/** On one line and without control characters, so that no package draws rules of its own. */
function line(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
