import {
  type DockerInstruction,
  dockerInstructions,
  downloadsOf,
  InputError,
  runScriptOf,
} from '@safety-curtain/input';
import { substituted } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { inspectImage, isNonRootImage } from './images';
import { holdsSecret, namesSecret } from './secretNames';

interface Stage {
  name?: string;
  base: string;
  /** The stage that it is built on, where the base is none of elsewhere. */
  from?: Stage;
  line: number;
  user?: { name: string; line: number };
  healthCheck: boolean;
  /** Build arguments that it declares, with their defaults. */
  args: Map<string, string>;
}

const ROOT = /^(?:root|0)(?::.*)?$/i;

/** A Dockerfile or Containerfile. */
export function inspectDockerfile(text: string, now: Date): Observation[] {
  const found: Observation[] = [];
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  const defaults = new Map<string, string>();
  for (const instruction of dockerInstructions(text)) {
    const words = wordsOf(instruction);
    const stage = stages.at(-1);
    const object = stage && nameOf(stage, stages.length - 1);
    switch (instruction.name) {
      case 'FROM':
        stages.push(stageOf(words, instruction.line, { named, defaults }));
        break;
      case 'ARG':
        setDefaults(words, stage?.args ?? defaults);
        found.push(...secretsGiven(instruction, words, stage, object));
        break;
      case 'ENV':
        found.push(...secretsGiven(instruction, words, stage, object));
        break;
      case 'USER':
        if (stage) {
          const name = substituted(unquoted(words[0]), key =>
            stage.args.get(key),
          );
          stage.user = { name, line: instruction.line };
        }
        break;
      case 'HEALTHCHECK':
        if (stage) stage.healthCheck = words[0]?.toUpperCase() !== 'NONE';
        break;
      case 'ADD':
        found.push(...addresses(instruction, words, object));
        break;
      case 'RUN':
        found.push(...downloads(instruction, object));
        break;
      default:
    }
  }
  return [...found, ...inspectStages(stages, now)];
}

function inspectStages(stages: readonly Stage[], now: Date): Observation[] {
  const found: Observation[] = [];
  stages.forEach(({ base, from, line }, index) => {
    if (base.toLowerCase() === 'scratch' || from) return;
    const object = nameOf(stages[index], index);
    const shipped = index === stages.length - 1;
    found.push(...inspectImage(base, { line }, object, now, shipped));
  });
  const last = stages.length - 1;
  if (last < 0) return found;
  const final = stages[last];
  const chain = chainOf(final);
  const object = nameOf(final, last);
  const user = chain.find(stage => stage.user)?.user;
  const root = chain.at(-1)!.base;
  if (user ? ROOT.test(user.name) : !isNonRootImage(root)) {
    found.push({
      rule: 'root-user',
      message: user
        ? 'The last USER is root: name another one.'
        : 'No USER is named, so that of the base image is taken, root for most: name one.',
      line: user?.line ?? final.line,
      object,
    });
  }
  if (!chain.some(stage => stage.healthCheck)) {
    found.push({
      rule: 'no-health-check',
      message:
        'There is no HEALTHCHECK: add one, where no platform has probes.',
      line: final.line,
      object,
    });
  }
  return found;
}

/** A stage, and the stages that it is built on. */
function chainOf(last: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let stage: Stage | undefined = last; stage; stage = stage.from) {
    chain.push(stage);
  }
  return chain;
}

/** @param before - names of stages, of which the last counts, and of arguments */
function stageOf(
  words: readonly string[],
  line: number,
  before: { named: Map<string, Stage>; defaults: ReadonlyMap<string, string> },
): Stage {
  const { named, defaults } = before;
  const rest = words.filter(word => !word.startsWith('--'));
  const as = rest.findIndex(word => word.toLowerCase() === 'as');
  const name = as > 0 ? rest[as + 1]?.toLowerCase() : undefined;
  const base = substituted(unquoted(rest[0] ?? ''), key => defaults.get(key));
  const from = named.get(base.toLowerCase());
  const stage = {
    base,
    from,
    line,
    ...(name && { name }),
    healthCheck: false,
    args: new Map<string, string>(),
  };
  if (name) named.set(name, stage);
  return stage;
}

function setDefaults(
  words: readonly string[],
  defaults: Map<string, string>,
): void {
  for (const word of words) {
    const [name, value] = pairOf(word);
    defaults.set(name, unquoted(value));
  }
}

function pairOf(word: string): [name: string, value: string] {
  const equals = word.indexOf('=');
  return equals < 0
    ? [word, '']
    : [word.slice(0, equals), word.slice(equals + 1)];
}

function secretsGiven(
  { line, name }: DockerInstruction,
  words: readonly string[],
  stage: Stage | undefined,
  object?: string,
): Observation[] {
  // `ENV NAME value` is the older form.
  const pairs: [string, string][] =
    name === 'ENV' && words[0] && !words[0].includes('=')
      ? [[words[0], words.slice(1).join(' ')]]
      : words.map(pairOf);
  const staysIn = ([key, value]: [string, string]) =>
    holdsSecret(key, unquoted(value)) ||
    (name === 'ENV' && namesSecret(key) && isOfArgument(value, stage));
  return pairs.filter(staysIn).map(([key]) => ({
    rule: 'secret-in-image',
    message: `${name} gives ${key.slice(
      0,
      100,
    )} a value that stays in the image: mount it as a secret.`,
    line,
    object,
    detail: key,
  }));
}

/** Whether a value is that of a build argument: `ENV TOKEN=$TOKEN` keeps what the build is given. */
function isOfArgument(value: string, stage: Stage | undefined): boolean {
  const [, name] =
    /^\$\{?([A-Za-z_]\w*)(?::-[^}]*)?\}?$/.exec(unquoted(value)) ?? [];
  return name !== undefined && stage?.args.has(name) === true;
}

function addresses(
  { line }: DockerInstruction,
  words: readonly string[],
  object?: string,
): Observation[] {
  if (words.some(word => word.startsWith('--checksum='))) return [];
  return words
    .filter(word => /^["[,]{0,3}(?:https?|ftp):\/\//i.test(word))
    .map((_, index) => ({
      rule: 'add-address',
      message: 'ADD takes a file from the network unseen: give its --checksum.',
      line,
      object,
      detail: `${index}`,
    }));
}

function downloads(
  { text, line }: DockerInstruction,
  object?: string,
): Observation[] {
  return readable(() => downloadsOf(runScriptOf(text), line))
    .filter(({ tool, pinned }) => tool === 'download then run' && !pinned)
    .map((download, index) => ({
      rule: 'download-in-build',
      message:
        'A script is run as it comes from the network: download it, compare its hash, then run it.',
      line: download.line,
      object,
      detail: `${index}`,
    }));
}

/** A script that is not understood says nothing of the rest of the file. */
function readable<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function wordsOf({ text }: DockerInstruction): string[] {
  return text.replace(/\\\n/g, ' ').trim().split(/\s+/);
}

function nameOf({ name }: Stage, index: number): string {
  return `stage ${name ?? index}`;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
