import { contextsIn, expressionsIn } from './expressions';

/** A step of a workflow of GitHub, as far as it says what is checked out. @public */
export interface CheckoutStep {
  /** `actions/checkout@v4`; empty where it uses none. */
  uses: string;
  ref?: string;
  repository?: string;
  /** The script of the step. */
  run?: string;
  /** The variables that the step sees, by their names. */
  env?: ReadonlyMap<string, string>;
}

/** Contexts that name what a stranger proposes. */
const PROPOSED =
  /^github\.(?:event\.(?:pull_request\.(?:head|merge_commit_sha)|workflow_run\.(?:head|pull_requests))|head_ref$)/;
/** Outputs of steps that look up the head of a pull request, by what these call them. */
const HEAD_OUTPUT =
  /^(?:steps|needs)\.[\w*-]{1,100}\.outputs\.(?:[\w-]{0,40}[_-])?(?:head|pr|pull[_-]?request)[_-]?(?:head[_-]?)?(?:ref|sha|branch|commit)(?:[_-]?name)?$/;
const PROPOSED_REF = /\bpull\/[^/\s]{1,200}\/(?:head|merge)\b|\brefs\/pull\//;
/** What stands for an expression in a script, once it is known what it is. */
const MARK = '\u0001';
const MAX_HOPS = 3;

const CHECKS_OUT =
  /^git\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:checkout|switch|reset|merge|rebase|restore|cherry-pick|clone|pull|worktree\s+add)(?![\w-])/;
const FETCHES = /^git\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?fetch(?![\w-])/;
const BY_TOOL = /^(?:gh|hub|glab)\s+(?:pr|mr)\s+checkout\b/;
const BEFORE_COMMAND =
  /^(?:(?:if|then|else|elif|do|while|until|time|sudo|exec|!|\{)\s+|[A-Za-z_]\w{0,99}=\S{0,200}\s+)+/;

/**
 * Whether a step of a workflow of GitHub checks out what a stranger proposes: by the checkout
 * action, or by commands of git or gh.
 *
 * @public
 */
export function checksOutProposal(step: CheckoutStep): boolean {
  const { uses, ref = '', repository = '', run = '', env } = step;
  const variables = env ?? new Map<string, string>();
  const [action] = uses.toLowerCase().split('@', 1);
  if (action === 'actions/checkout') {
    return [ref, repository].some(text => isProposed(text, variables));
  }
  return run !== '' && scriptChecksOut(run, variables);
}

/** Whether a text names what a stranger proposes, if need be by a variable. */
function isProposed(
  text: string,
  env: ReadonlyMap<string, string>,
  hops = 0,
): boolean {
  if (PROPOSED_REF.test(text)) return true;
  return expressionsIn(text)
    .flatMap(each => contextsIn(each.text))
    .some(context => {
      if (PROPOSED.test(context) || HEAD_OUTPUT.test(context)) return true;
      if (!context.startsWith('env.') || hops >= MAX_HOPS) return false;
      const value = valueOf(context.slice(4), env);
      return value !== undefined && isProposed(value, env, hops + 1);
    });
}

function valueOf(
  name: string,
  env: ReadonlyMap<string, string>,
): string | undefined {
  for (const [each, value] of env) {
    if (each.toLowerCase() === name) return value;
  }
  return undefined;
}

function scriptChecksOut(
  script: string,
  env: ReadonlyMap<string, string>,
): boolean {
  const proposed = new Set(
    [...env].filter(([, value]) => isProposed(value, env)).map(([key]) => key),
  );
  const names = (command: string) =>
    command.includes(MARK) ||
    PROPOSED_REF.test(command) ||
    [...command.matchAll(/\$\{?([A-Za-z_]\w{0,99})/g)].some(([, name]) =>
      proposed.has(name),
    );
  let fetched = false;
  for (const command of commandsOf(marked(script, env))) {
    if (BY_TOOL.test(command)) return true;
    if (CHECKS_OUT.test(command) && (fetched || names(command))) return true;
    fetched ||= FETCHES.test(command) && names(command);
  }
  return false;
}

/** The script with one mark for each expression that names a proposal, and none of the others. */
function marked(script: string, env: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of expressionsIn(script)) {
    parts.push(script.slice(from, start));
    parts.push(isProposed(script.slice(start, end), env) ? MARK : '0');
    from = end;
  }
  return [...parts, script.slice(from)].join('');
}

/** Commands in their order, without what may stand before their names. */
function commandsOf(script: string): string[] {
  return script
    .replace(/\\\r?\n/g, ' ')
    .split(/\n|&&|\|\||[;|(`]/)
    .map(command => command.trim().slice(0, 2000).replace(BEFORE_COMMAND, ''));
}
