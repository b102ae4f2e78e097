import {
  entryOf,
  InputError,
  Located,
  LocatedEntry,
  readLocatedYaml,
  textsIn,
} from '@safety-curtain/input';

/** A GitHub Actions workflow, as far as checks look at it. Lines are from 1. */
export interface Workflow {
  path: string;
  /** Names of the events that start it. */
  triggers: ReadonlySet<string>;
  permissions?: Permissions;
  jobs: readonly Job[];
}

/**
 * What a token may do: one word for everything (`read-all`, `write-all`), or a
 * word for each scope. Without either, nothing.
 */
export interface Permissions {
  line: number;
  all?: string;
  scopes: readonly { name: string; value: string; line: number }[];
}

export interface Job {
  id: string;
  line: number;
  permissions?: Permissions;
  /** A called workflow. */
  uses?: LocatedText;
  /** The shell that runs its steps where they name none. */
  shell?: string;
  runsOn: readonly string[];
  steps: readonly Step[];
}

export interface Step {
  line: number;
  /** An action with its version: `owner/name@ref`. */
  uses?: LocatedText;
  with: ReadonlyMap<string, string>;
  run?: LocatedText;
  shell?: string;
  /** The variables that it sees, by their names: its own, its job's and the workflow's. */
  env: ReadonlyMap<string, string>;
}

export interface LocatedText {
  text: string;
  line: number;
}

/** The line in which a script's text begins: that after `run: |`. */
export function scriptLine({ text, line }: LocatedText): number {
  return text.includes('\n') ? line + 1 : line;
}

/** Workflow files of GitHub: directly in `.github/workflows`. */
export function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/i.test(path);
}

/**
 * Reads a workflow by GitHub's workflow syntax. What is not of the shape that
 * the syntax wants is left out, as a runner would refuse it.
 *
 * @throws InputError where the text is not YAML or has no jobs.
 */
export function readWorkflow(path: string, text: string): Workflow {
  const document = readLocatedYaml(text);
  const jobs = entryOf(document, 'jobs')?.value;
  if (jobs?.kind !== 'map') {
    throw new InputError('not a workflow: it has no jobs');
  }
  const inherited = {
    shell: defaultShell(document),
    env: textsOf(entryOf(document, 'env')?.value),
  };
  return {
    path,
    triggers: new Set(readTriggers(entryOf(document, 'on')?.value)),
    permissions: readPermissions(entryOf(document, 'permissions')),
    jobs: [...jobs.entries].map(([id, job]) => readJob(id, job, inherited)),
  };
}

function readTriggers(on: Located | undefined): string[] {
  return on?.kind === 'map' ? [...on.entries.keys()] : textsIn(on);
}

function readJob(
  id: string,
  { keyLine, value }: LocatedEntry,
  inherited: { shell?: string; env: ReadonlyMap<string, string> },
): Job {
  const steps = entryOf(value, 'steps')?.value;
  const runsOn = entryOf(value, 'runs-on')?.value;
  const env = new Map([
    ...inherited.env,
    ...textsOf(entryOf(value, 'env')?.value),
  ]);
  return {
    id,
    line: keyLine,
    permissions: readPermissions(entryOf(value, 'permissions')),
    uses: locatedText(entryOf(value, 'uses')),
    shell: defaultShell(value) ?? inherited.shell,
    runsOn: textsIn(
      runsOn?.kind === 'map' ? entryOf(runsOn, 'labels')?.value : runsOn,
    ),
    steps:
      steps?.kind === 'list'
        ? steps.items.map(step => readStep(step, env))
        : [],
  };
}

function readStep(step: Located, env: ReadonlyMap<string, string>): Step {
  return {
    line: step.line,
    uses: locatedText(entryOf(step, 'uses')),
    with: textsOf(entryOf(step, 'with')?.value),
    run: locatedText(entryOf(step, 'run')),
    shell: locatedText(entryOf(step, 'shell'))?.text,
    env: new Map([...env, ...textsOf(entryOf(step, 'env')?.value)]),
  };
}

/** The texts of a map, by its keys. */
function textsOf(value: Located | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  if (value?.kind !== 'map') return texts;
  for (const [name, { value: given }] of value.entries) {
    if (given.kind === 'text') texts.set(name, given.text);
  }
  return texts;
}

function defaultShell(value: Located): string | undefined {
  const run = entryOf(entryOf(value, 'defaults')?.value, 'run')?.value;
  return locatedText(entryOf(run, 'shell'))?.text;
}

function locatedText(entry: LocatedEntry | undefined): LocatedText | undefined {
  if (entry?.value.kind !== 'text') return undefined;
  return { text: entry.value.text, line: entry.keyLine };
}

function readPermissions(
  entry: LocatedEntry | undefined,
): Permissions | undefined {
  if (!entry) return undefined;
  const { keyLine: line, value } = entry;
  if (value.kind !== 'map') {
    const all = value.kind === 'text' ? value.text : '';
    return { line, ...(all === '' ? {} : { all }), scopes: [] };
  }
  return {
    line,
    scopes: [...value.entries].flatMap(([name, scope]) =>
      scope.value.kind === 'text'
        ? [{ name, value: scope.value.text, line: scope.keyLine }]
        : [],
    ),
  };
}

/** The action without its version. */
export function actionName(uses: string): string {
  return uses.split('@', 1)[0];
}

/** A script as the shell sees it: lines that end in a backslash go on. */
export function joinedLines(script: string): string {
  return script.replace(/\\\r?\n/g, '');
}
