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
/** Parts of an event that only those who may write to the repository fill in. */
const TRUSTED =
  /\.pull_request\.base\.|\.milestone\.|^github\.event\.(?:release|inputs|client_payload)\./;
/** Parts of an event that hold a text which strangers write. */
const WHOLE =
  /^github(?:\.event(?:\.(?:pull_request(?:\.head)?|issue|comment|review|discussion|commits|head_commit|workflow_run|pages)(?:\.\*)?)?)?$/;
const MAX_EXPRESSION = 2000;
const PATH = /[\w-]{1,100}(?:\.[\w*-]{1,100}){1,20}/g;
const WHOLE_OF_CONTEXT = /\btojson\(\s{0,20}([\w.*-]{1,300})\s{0,20}\)/g;
/** Whose answers are true, false, or a hash, whatever they are asked. */
const PLAIN_FUNCTION =
  /\b(?:contains|startswith|endswith|hashfiles)\(([^()]{0,1000})\)/g;
const SIDE = '[\\w.*-]{1,300}';
/** A side of a comparison, or what is only looked at for being there. */
const COMPARED = new RegExp(
  `${SIDE}\\s{0,20}(?=[=!]=|[<>]|&&)|([=!]=|[<>]=?)\\s{0,20}${SIDE}|!\\s{0,20}${SIDE}`,
  'g',
);

/** A part of a text between `${{` and `}}`. @public */
export interface WorkflowExpression {
  text: string;
  /** Where it is in the whole text, its marks included. */
  start: number;
  end: number;
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
 * @param fed - contexts that strangers choose in this workflow, in lower case, as
 *   `untrustedVariables` names them
 *
 * @public
 */
export function untrustedValuesIn(
  script: string,
  firstLine: number,
  fed: ReadonlySet<string> = new Set(),
): UntrustedValue[] {
  return expressionsIn(script).flatMap(({ text, lines }) => {
    const context = untrustedIn(text, fed);
    return context ? [{ context, line: firstLine + lines }] : [];
  });
}

/**
 * The variables of an `env` of a workflow of GitHub that hold what strangers choose, as contexts in
 * lower case: `env.title`.
 *
 * @param env - names and what they are given
 * @param fed - contexts that are known to be chosen by strangers
 *
 * @public
 */
export function untrustedVariables(
  env: Iterable<readonly [name: string, value: string]>,
  fed: ReadonlySet<string> = new Set(),
): string[] {
  return [...env]
    .filter(([, value]) => untrustedValuesIn(value, 1, fed).length > 0)
    .map(([name]) => `env.${name.toLowerCase()}`);
}

/** All expressions of a text of a workflow of GitHub. @public */
export function expressionsIn(text: string): WorkflowExpression[] {
  const found: WorkflowExpression[] = [];
  let lines = 0;
  let counted = 0;
  for (let from = text.indexOf('${{'); from !== -1; ) {
    const end = text.indexOf('}}', from);
    if (end === -1) break;
    for (; counted < from; counted++) if (text[counted] === '\n') lines += 1;
    found.push({
      text: text.slice(from + 3, Math.min(end, from + MAX_EXPRESSION)).trim(),
      start: from,
      end: end + 2,
      lines,
    });
    from = text.indexOf('${{', end);
  }
  return found;
}

/**
 * An expression in one way of writing: `github['event'].X` and `github.event.x` are the same, names
 * are in lower case, and texts are empty.
 */
function normalExpression(expression: string): string {
  return expression
    .replace(/\[\s{0,20}'([\w-]{1,100})'\s{0,20}\]/g, '.$1')
    .replace(/\[\s{0,20}"([\w-]{1,100})"\s{0,20}\]/g, '.$1')
    .replace(/\[[\w*]{1,20}\]/g, '.*')
    .replace(/'[^']*'/g, "''")
    .replace(/\s{0,20}\.\s{0,20}/g, '.')
    .toLowerCase();
}

/** The contexts of an expression, in lower case and with dots: `matrix.os`. @public */
export function contextsIn(expression: string): string[] {
  return [...normalExpression(expression).matchAll(PATH)].map(([path]) => path);
}

/** The context in an expression that strangers choose; undefined where there is none. */
function untrustedIn(
  expression: string,
  fed: ReadonlySet<string>,
): string | undefined {
  const text = normalExpression(expression)
    .replace(PLAIN_FUNCTION, "''")
    .replace(COMPARED, (_, operator = '') => `${operator}''`);
  for (const [path] of text.matchAll(PATH)) {
    if (path === 'github.head_ref' || fed.has(path)) return path;
    if (
      path.startsWith('github.event.') &&
      !TRUSTED.test(path) &&
      UNTRUSTED_ENDS.some(end => path.endsWith(end))
    ) {
      return path;
    }
  }
  for (const [, context] of text.matchAll(WHOLE_OF_CONTEXT)) {
    if (WHOLE.test(context)) {
      return context === 'github' ? 'github.event' : context;
    }
  }
  return undefined;
}
