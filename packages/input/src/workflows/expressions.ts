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
interface Expression {
  text: string;
  /** Lines of the text before it. */
  lines: number;
}

/** Something in a script of a workflow of GitHub that strangers choose. @public */
export interface UntrustedValue {
  /** The context, in lower case: `github.event.issue.title`. */
  context: string;
  line: number;
}

/**
 * What whoever opens an issue or a pull request puts into a script of a workflow of GitHub, before
 * the shell reads it.
 *
 * @public
 */
export function untrustedValuesIn(
  script: string,
  firstLine: number,
): UntrustedValue[] {
  return expressionsIn(script).flatMap(({ text, lines }) => {
    const context = untrustedIn(text);
    return context ? [{ context, line: firstLine + lines }] : [];
  });
}

/** What a checkout takes where it takes what a stranger proposes. */
const PROPOSED =
  /github\.(?:event\.(?:pull_request\.(?:head|merge_commit_sha)|workflow_run\.head|number|issue\.number)|head_ref)|refs\/pull\//;

/**
 * Whether a step of a workflow of GitHub checks out what a stranger proposes.
 *
 * @public
 */
export function checksOutProposal(step: {
  /** `actions/checkout@v4`; empty where it uses none. */
  uses: string;
  ref?: string;
  repository?: string;
}): boolean {
  const { uses, ref = '', repository = '' } = step;
  const [action] = uses.toLowerCase().split('@', 1);
  return action === 'actions/checkout' && PROPOSED.test(`${ref} ${repository}`);
}

/** All expressions of a text. */
function expressionsIn(text: string): Expression[] {
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
function untrustedIn(expression: string): string | undefined {
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
