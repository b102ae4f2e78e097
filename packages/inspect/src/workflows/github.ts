import {
  checksOutProposal,
  downloadsOf,
  type Located,
  readLocatedYaml,
  untrustedValuesIn,
  untrustedVariables,
} from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { publishes, restoresCache } from './caches';
import { changedFilesOutputs, chosenInMatrix, inputsOf } from './fedContexts';
import { inspectPermissions } from './permissions';
import { inputNamed, programInputsOf } from './programInputs';
import { runsAtHome } from './runners';
import { isRelease, PRIVILEGED, PUBLIC, triggersOf } from './triggers';
import { nearlyNamed } from './wellKnownActions';
import { inspectWritten } from './writtenSecrets';

const COMMIT = /@(?:[\da-f]{40}|[\da-f]{64})$/i;
const DIGEST = /@sha256:[\da-f]{64}$/i;

/** What a workflow is, for all of its steps. */
interface Context {
  triggers: ReadonlySet<string>;
  releases: boolean;
  /** Variables that all steps see, by their names. */
  env: ReadonlyMap<string, string>;
  /** Contexts that callers fill in, in lower case. */
  inputs: ReadonlySet<string>;
  /** Contexts of the matrix of a job that strangers choose, in lower case. */
  matrix: readonly string[];
}

/** What the script of a step is put together from. */
interface ScriptContext {
  object: string;
  /** Contexts that strangers choose. */
  fed: ReadonlySet<string>;
  inputs: ReadonlySet<string>;
}

/** A workflow or the metadata of an action. */
export function inspectGitHub(text: string): Observation[] {
  const document = readLocatedYaml(text);
  const runs = valueAt(document, 'runs');
  const jobs = mapEntries(valueAt(document, 'jobs'));
  const triggers = triggersOf(valueAt(document, 'on'));
  const context: Context = {
    triggers,
    releases: isRelease(document, triggers),
    env: variablesOf(document),
    inputs: inputsOf(document),
    matrix: [],
  };
  const found: Observation[] = [];
  if (runs) {
    found.push(...inspectSteps(valueAt(runs, 'steps'), 'runs', context));
    return found;
  }
  for (const name of PRIVILEGED.filter(each => triggers.has(each))) {
    const on = valueAt(document, 'on')!;
    found.push({
      rule: 'dangerous-trigger',
      message: `${name} runs with secrets and a token that may write, though strangers start it: use pull_request where that is enough.`,
      ...placeOf(on.kind === 'map' ? valueAt(on, name) ?? on : on),
      detail: name,
    });
  }
  found.push(
    ...inspectPermissions(document),
    ...inspectWritten(valueAt(document, 'env'), 'env'),
  );
  for (const [id, { value: job, keyLine, keyColumn }] of jobs) {
    const at = { line: keyLine, column: keyColumn };
    const steps = valueAt(job, 'steps');
    const releases =
      context.releases ||
      listItems(steps).some(step =>
        publishes((textAt(step, 'uses') ?? '').toLowerCase().split('@', 1)[0]),
      );
    found.push(
      ...inspectJob(id, job, at, context),
      ...inspectSteps(steps, id, {
        ...context,
        releases,
        env: new Map([...context.env, ...variablesOf(job)]),
        matrix: chosenInMatrix(job),
      }),
    );
  }
  return found;
}

function inspectJob(
  id: string,
  job: Located,
  at: { line: number; column: number },
  { triggers }: Context,
): Observation[] {
  const found: Observation[] = [];
  const object = `jobs.${id}`;
  found.push(
    ...inspectUse(valueAt(job, 'uses'), object),
    ...inspectWritten(valueAt(job, 'env'), object),
  );
  const secrets = valueAt(job, 'secrets');
  if (secrets?.kind === 'text' && secrets.text === 'inherit') {
    found.push({
      rule: 'secrets-inherited',
      message:
        'Every secret is handed to the called workflow: name those that it needs.',
      ...placeOf(secrets),
      object,
    });
  }
  if (runsAtHome(job) && PUBLIC.some(name => triggers.has(name))) {
    found.push({
      rule: 'self-hosted-runner',
      message:
        'Pull requests start this job on a self-hosted runner: their code can stay on the machine.',
      ...at,
      object,
    });
  }
  const images = [
    valueAt(job, 'container'),
    ...mapEntries(valueAt(job, 'services')).map(([, { value }]) => value),
  ];
  for (const image of images) {
    const named = image?.kind === 'text' ? image : valueAt(image, 'image');
    if (named?.kind === 'text') found.push(...inspectImage(named, object));
  }
  return found;
}

function inspectSteps(
  steps: Located | undefined,
  job: string,
  context: Context,
): Observation[] {
  const isPublic =
    context.triggers.size === 0 || PUBLIC.some(on => context.triggers.has(on));
  const fedBefore = [
    ...context.matrix,
    ...(isPublic ? changedFilesOutputs(steps) : []),
  ];
  return listItems(steps).flatMap((step, index) => {
    const name = textAt(step, 'id') ?? textAt(step, 'name') ?? `${index + 1}`;
    const object = `jobs.${job}.steps.${name.slice(0, 100)}`;
    const env = new Map([...context.env, ...variablesOf(step)]);
    const known = new Set(fedBefore);
    const fed = new Set([...known, ...untrustedVariables(env, known)]);
    const script = { object, fed, inputs: context.inputs };
    return [
      ...inspectUse(valueAt(step, 'uses'), object),
      ...inspectWritten(valueAt(step, 'env'), object),
      ...inspectCheckout(step, object, { ...context, env }),
      ...inspectAction(step, script, context),
      ...inspectScript(valueAt(step, 'run'), script, true),
    ];
  });
}

function inspectUse(value: Located | undefined, object: string): Observation[] {
  if (value?.kind !== 'text' || /^\.{1,2}(?:\/|$)/.test(value.text)) return [];
  const text = value.text.trim();
  if (text.startsWith('docker://')) {
    return inspectImage({ ...value, text: text.slice(9) }, object);
  }
  if (text === '' || text.includes('${{')) return [];
  const [action] = text.split('@', 1);
  const found: Observation[] = [];
  const near = nearlyNamed(action.split('/').slice(0, 2).join('/'));
  if (near) {
    found.push({
      rule: 'typo-squatted-action',
      message: `${quoted(
        action,
      )} is nearly named as ${near}: is that one meant?`,
      ...placeOf(value),
      object,
      detail: action,
    });
  }
  if (!COMMIT.test(text)) {
    found.push({
      rule: 'unpinned-action',
      message: `${quoted(
        text,
      )} can be moved to other code: name the whole commit.`,
      ...placeOf(value),
      object,
      detail: action,
    });
  }
  return found;
}

function inspectImage(
  value: Located & { kind: 'text' },
  object: string,
): Observation[] {
  const { text } = value;
  if (text === '' || DIGEST.test(text) || text.includes('${{')) return [];
  return [
    {
      rule: 'unpinned-image',
      message: `${quoted(
        text,
      )} can be moved to another image: name its digest.`,
      ...placeOf(value),
      object,
      detail: text.split(':', 1)[0],
    },
  ];
}

/** Also of scripts: a checkout needs no action. */
function inspectCheckout(
  step: Located,
  object: string,
  { triggers, env }: Context,
): Observation[] {
  const inputs = valueAt(step, 'with');
  const privileged = [...PRIVILEGED, 'issue_comment'].some(name =>
    triggers.has(name),
  );
  const proposed = checksOutProposal({
    uses: textAt(step, 'uses') ?? '',
    ref: textAt(inputs, 'ref'),
    repository: textAt(inputs, 'repository'),
    run: textAt(step, 'run'),
    env,
  });
  if (!privileged || !proposed) return [];
  return [
    {
      rule: 'untrusted-checkout',
      message:
        'The code of a pull request is checked out with the permissions of the repository: whatever runs it gives them away.',
      ...placeOf(valueAt(step, 'uses') ?? valueAt(step, 'run') ?? step),
      object,
    },
  ];
}

function inspectAction(
  step: Located,
  script: ScriptContext,
  { releases }: Context,
): Observation[] {
  const uses = valueAt(step, 'uses');
  if (uses?.kind !== 'text') return [];
  const found: Observation[] = [];
  const inputs = valueAt(step, 'with');
  const [action] = uses.text.toLowerCase().split('@', 1);
  for (const { name, isShell } of programInputsOf(action)) {
    found.push(...inspectScript(inputNamed(inputs, name), script, isShell));
  }
  if (releases && restoresCache(action, inputs)) {
    found.push({
      rule: 'cache-poisoning',
      message:
        'A release restores a cache that other runs may have filled: build it without one.',
      ...placeOf(uses),
      object: script.object,
    });
  }
  return found;
}

function inspectScript(
  run: Located | undefined,
  { object, fed, inputs }: ScriptContext,
  isShell: boolean,
): Observation[] {
  if (run?.kind !== 'text') return [];
  const { text } = run;
  // A block begins in the line after its mark.
  const first = text.includes('\n') ? run.line + 1 : run.line;
  const found: Observation[] = [];
  const all = new Set([...fed, ...inputs]);
  for (const { context, line } of untrustedValuesIn(text, first, all)) {
    const isInput = inputs.has(context);
    found.push({
      rule: isInput ? 'input-in-script' : 'script-injection',
      message: `${
        isInput ? 'Callers' : 'Strangers'
      } choose ${context}, which becomes a part of this script: pass it by an environment variable.`,
      line,
      object,
      detail: context,
    });
  }
  if (isShell) found.push(...runDownloads(text, first, object));
  return found;
}

/** Scripts that are run as they come from the network. */
export function runDownloads(
  script: string,
  line: number,
  object: string,
): Observation[] {
  return downloadsOf(script, line)
    .filter(({ tool, pinned }) => tool === 'download then run' && !pinned)
    .map(download => ({
      rule: 'download-then-run',
      message:
        'A script is run as it comes from the network: download it, compare its hash, then run it.',
      line: download.line,
      object,
    }));
}

/** The texts of an `env`, by their names. */
function variablesOf(value: Located): Map<string, string> {
  const env = valueAt(value, 'env');
  return new Map(
    mapEntries(env).flatMap(([name, { value: given }]) =>
      given.kind === 'text' ? [[name, given.text] as const] : [],
    ),
  );
}

function placeOf({ line, column }: Located): { line: number; column: number } {
  return { line, column };
}

function quoted(text: string): string {
  return `'${text.slice(0, 120)}'`;
}
