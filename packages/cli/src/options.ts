import {
  type Argument,
  type Command,
  InvalidArgumentError,
  Option,
} from 'commander';
import { BadInputError } from './errors';
import { asksNetwork } from './offline';

/** What a portal is reached with, beside its address. */
export interface TokenOption {
  tokenEnv: string;
}

/** The token of the environment; throws `BadInputError` where it is not set. */
export function tokenOf({ tokenEnv }: TokenOption): string {
  return variableOf(tokenEnv);
}

/** What an environment variable holds; throws `BadInputError` where it is not set, or empty. */
export function variableOf(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new BadInputError(`The environment variable ${name} is not set`);
}

/** What VEX documents know a place by. */
export const productOption = () =>
  new Option(
    '--product <purl...>',
    'package URLs that VEX documents know PATH by',
  ).default([]);

/** What is known; by default what `advisories download` wrote. */
export const advisoriesOption = () =>
  new Option(
    '--advisories <path...>',
    'folders, .json or .ndjson files of OSV records, plain or gzip; default: what advisories download wrote',
  );

/** What is left out below folders. */
export const excludeOption = () =>
  new Option(
    '--exclude <glob...>',
    'files and folders that are left out: names, * and **',
  ).default([]);

/** A file of settings. */
export const configOption = () =>
  new Option(
    '--config <file>',
    'what is ignored until when and why, and what is left out, in YAML or JSON',
  );

/** What tells the format of standard input. */
export const stdinNameOption = () =>
  new Option(
    '--stdin-name <name>',
    'standard input (-) is a lock file of this name; else an SBOM',
  );

/** A whole number from 0 on. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number.');
  }
  return Number(text);
}

/**
 * Has options and arguments of a command, and of those below it, refused by
 * name where they are empty: a pipeline's variable that is not set would pass
 * for what is not said, or for the folder that it runs in.
 */
export function refuseEmpty(command: Command): void {
  const valued = command.options.filter(each => each.required || each.optional);
  [...valued, ...command.registeredArguments].forEach(neverEmpty);
  command.commands.forEach(refuseEmpty);
}

function neverEmpty(each: Option | Argument): void {
  const parse =
    each.parseArg ??
    ((value: string, before: unknown) =>
      each.variadic ? collected(value, before, each.defaultValue) : value);
  each.argParser((value, before) => {
    if (value.trim() !== '') return parse(value, before as never);
    throw new InvalidArgumentError(
      each instanceof Option && !each.mandatory
        ? 'It is empty, as a variable is that is not set: give a value, or leave the option out.'
        : 'It is empty, as a variable is that is not set: give a value.',
    );
  });
}

/** What is given takes the place of the default. */
function collected(value: string, before: unknown, byDefault: unknown) {
  return before === byDefault || !Array.isArray(before)
    ? [value]
    : [...before, value];
}

/** A command that asks a portal. */
export function ofPortal(command: Command): Command {
  return asksNetwork(command)
    .requiredOption('--url <base>', 'base address of the portal’s API')
    .option(
      '--token-env <variable>',
      'environment variable that holds the token',
      'SAFETY_CURTAIN_TOKEN',
    );
}

/** What places may be, of commands that take several. */
export const PLACES = 'folders, lock files and SBOMs; - is standard input';
