import {
  decodeText,
  InputError,
  isFields,
  readYaml,
} from '@safety-curtain/input';
import type { IgnoredEntry, IgnoredPackages } from '@safety-curtain/vex';
import path from 'node:path';
import { BadInputError } from '../errors';
import { readRegularFile } from '../input/regularFile';

/** What a file of `--config` says. */
export interface Configuration {
  ignores: ConfiguredIgnore[];
  /** Globs of what is left out below folders. */
  exclude: string[];
}

/** An entry of it that ignores findings until a day. */
export interface ConfiguredIgnore {
  /** For people: `safety-curtain.yaml, ignores[0]`. */
  at: string;
  entry: IgnoredEntry;
}

/** Somebody decided to live with it for a time; nobody says that it does nothing. */
const ACCEPTED: IgnoredEntry['analysis'] = {
  state: 'exploitable',
  responses: ['will_not_fix'],
};
const MAX_ENTRIES = 10_000;
const KEYS = ['ignores', 'exclude'];
const IGNORE_KEYS = [
  ...['vulnerability', 'package', 'ecosystem', 'version', 'purl'],
  ...['paths', 'reason', 'until'],
];

/**
 * Reads a configuration: YAML or JSON. Every entry of `ignores` names what it
 * is about, why, and until when. Throws `BadInputError` with the file, the path
 * in it and the reason.
 */
export function readConfiguration(file: string | undefined): Configuration {
  if (file === undefined) return { ignores: [], exclude: [] };
  try {
    const [document, ...more] = readYaml(decodeText(readRegularFile(file)));
    if (more.length > 0) throw new InputError('it has several documents');
    // An empty file says nothing.
    const fields = known(document ?? {}, KEYS, 'it');
    const name = path.basename(file);
    return {
      ignores: listAt(fields.ignores, 'ignores').map((value, index) => ({
        at: `${name}, ignores[${index}]`,
        entry: readIgnore(value, `ignores[${index}]`),
      })),
      exclude: listAt(fields.exclude, 'exclude').map((value, index) =>
        wordAt(value, `exclude[${index}]`),
      ),
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BadInputError(`${file}: ${error.message}`);
  }
}

function readIgnore(value: unknown, at: string): IgnoredEntry {
  const fields = known(value, IGNORE_KEYS, at);
  const text = (key: string) =>
    fields[key] === undefined ? undefined : wordAt(fields[key], `${at}.${key}`);
  const [vulnerability, name] = [text('vulnerability'), text('package')];
  const purl = text('purl');
  const about = vulnerability ?? purl ?? name;
  if (about === undefined || /^\*+$/.test(about)) {
    throw new InputError(`${at} names neither a vulnerability nor a package`);
  }
  const packages: IgnoredPackages = {
    ...present({ name, purl, ecosystem: text('ecosystem') }),
    ...present({ version: text('version') }),
    ...(fields.paths !== undefined && {
      paths: listAt(fields.paths, `${at}.paths`).map((one, index) =>
        wordAt(one, `${at}.paths[${index}]`),
      ),
    }),
  };
  return {
    text: about,
    ...present({ vulnerability }),
    packages: [packages],
    analysis: ACCEPTED,
    reason: wordAt(fields.reason, `${at}.reason`),
    ends: endAt(fields.until, `${at}.until`),
  };
}

/** A day is over when it ends in UTC. */
function endAt(value: unknown, at: string): { at: string } {
  const text = wordAt(value, at);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCDate() !== Number(day)) {
    throw new InputError(`${at} is no day such as 2027-01-31: '${text}'`);
  }
  return { at: new Date(date.getTime() + 86_400_000).toISOString() };
}

function known(value: unknown, keys: readonly string[], at: string) {
  if (!isFields(value)) throw new InputError(`${at} is no object`);
  const other = Object.keys(value).find(key => !keys.includes(key));
  if (other === undefined) return value;
  throw new InputError(
    `${at} has '${other}', which is not known: ${keys.join(', ')} are`,
  );
}

function listAt(value: unknown, at: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InputError(`${at} is no list`);
  if (value.length <= MAX_ENTRIES) return value;
  throw new InputError(`${at} has more than ${MAX_ENTRIES} entries`);
}

function wordAt(value: unknown, at: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new InputError(`${at} is missing, or no text`);
}

function present<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;
}
