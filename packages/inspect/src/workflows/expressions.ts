/** Ends of `github.event.…` that whoever opens an issue or a pull request writes. */
const UNTRUSTED_ENDS: readonly string[] = [
  '.title',
  '.body',
  '.head.ref',
  '.head.label',
  '.head.repo.default_branch',
  '.page_name',
  '.message',
  '.author.email',
  '.author.name',
  '.head_branch',
  '.display_title',
];
const MAX_EXPRESSION = 2000;
const PATH = /[\w-]{1,100}(?:\.[\w*-]{1,100}){1,20}/g;

/** A part of a text between `${{` and `}}`. */
export interface Expression {
  text: string;
  /** Lines of the text before it. */
  lines: number;
}

/** All expressions of a text. */
export function expressionsIn(text: string): Expression[] {
  const found: Expression[] = [];
  let lines = 0;
  let counted = 0;
  for (let from = text.indexOf('${{'); from !== -1; ) {
    const end = text.indexOf('}}', from);
    if (end === -1) break;
    for (; counted < from; counted++) if (text[counted] === '\n') lines += 1;
    found.push({
      text: text.slice(from + 3, Math.min(end, from + MAX_EXPRESSION)).trim(),
      lines,
    });
    from = text.indexOf('${{', end);
  }
  return found;
}

/** The context in an expression that strangers choose; undefined where there is none. */
export function untrustedIn(expression: string): string | undefined {
  // github['event'].x and github.event.x are the same.
  const text = expression
    .replace(/\[\s?['"]([\w-]{1,100})['"]\s?\]/g, '.$1')
    .replace(/\[[\w*]{1,20}\]/g, '.*')
    .toLowerCase();
  for (const [path] of text.matchAll(PATH)) {
    if (path === 'github.head_ref') return path;
    if (
      path.startsWith('github.event.') &&
      !path.includes('.pull_request.base.') &&
      UNTRUSTED_ENDS.some(end => path.endsWith(end))
    ) {
      return path;
    }
  }
  return /\btojson\(\s?github(?:\.event)?\s?\)/.test(text)
    ? 'github.event'
    : undefined;
}
