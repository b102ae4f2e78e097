/** A text on one line, without characters that are not seen: names come from anywhere. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * A text as code: nothing in it means anything, also no mention of a user (CommonMark 0.31,
 * "Code spans").
 *
 * @public
 */
export function code(text: string): string {
  const line = onOneLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const isEdge = line.startsWith('`') || line.endsWith('`');
  return isEdge ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** How many backticks stand in a row at the most. */
export function longestRun(text: string): number {
  const runs = text.match(/`+/g) ?? [];
  return runs.reduce((most, run) => Math.max(most, run.length), 0);
}

/** A cell of a table: a bar ends it also in code (GFM, "Tables"). */
export function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}

/**
 * A text among others: shown as it is, without Markdown, HTML, mentions, references and links. GitHub
 * and GitLab find the last three in text, whatever is escaped: a character that is not seen parts
 * them.
 *
 * @public
 */
export function plain(text: string): string {
  return onOneLine(text)
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[@#!~$%](?=\w)|:\/\/|\bwww\./giu, found => `${found}\u2060`);
}
