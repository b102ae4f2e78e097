import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInputError } from './errors';
import { asksNetwork } from './offline';

/** What a portal is reached with, beside its address. */
export interface TokenOption {
  tokenEnv: string;
}

/** The token of the environment; throws `BadInputError` where it is not set. */
export function tokenOf({ tokenEnv }: TokenOption): string {
  const token = process.env[tokenEnv];
  if (!token) {
    throw new BadInputError(`The environment variable ${tokenEnv} is not set`);
  }
  return token;
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
