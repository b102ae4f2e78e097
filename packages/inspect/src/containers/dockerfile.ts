import {
  type DockerInstruction,
  dockerInstructions,
  downloadsOf,
  InputError,
  runScriptOf,
} from '@safety-curtain/input';
import { substituted } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { inspectImage } from './images';

interface Stage {
  name?: string;
  base: string;
  /** The stage that it is built on, where the base is none of elsewhere. */
  from?: Stage;
  line: number;
  user?: { name: string; line: number };
  healthCheck: boolean;
}

const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)$/i;
const NO_SECRET = /^(?:|\$.*|changeme|example|false|true|none|null|\/.*)$/i;
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
        if (!stage) setDefaults(words, defaults);
        found.push(...secretsGiven(instruction, words, object));
        break;
      case 'ENV':
        found.push(...secretsGiven(instruction, words, object));
        break;
      case 'USER':
        if (stage) stage.user = { name: words[0], line: instruction.line };
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
  // Images for users that are not root say so in their tags.
  if (
    user ? ROOT.test(user.name) : !/nonroot|unprivileged|rootless/.test(root)
  ) {
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
  const stage = { base, from, line, ...(name && { name }), healthCheck: false };
  if (name) named.set(name, stage);
  return stage;
}

function setDefaults(
  words: readonly string[],
  defaults: Map<string, string>,
): void {
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals <= 0) continue;
    defaults.set(word.slice(0, equals), unquoted(word.slice(equals + 1)));
  }
}

function secretsGiven(
  { line, name }: DockerInstruction,
  words: readonly string[],
  object?: string,
): Observation[] {
  // `ENV NAME value` is the older form.
  const pairs =
    name === 'ENV' && words[0] && !words[0].includes('=')
      ? [[words[0], words.slice(1).join(' ')]]
      : words.map(word => {
          const equals = word.indexOf('=');
          return equals < 0
            ? [word, '']
            : [word.slice(0, equals), word.slice(equals + 1)];
        });
  return pairs
    .filter(
      ([key, value]) =>
        SECRET_NAME.test(key) && !NO_SECRET.test(unquoted(value)),
    )
    .map(([key]) => ({
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
