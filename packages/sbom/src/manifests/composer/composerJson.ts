import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  keysOf,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { createHash } from 'crypto';
import { parseGitLocation } from '../../input/gitLocation';
import { limits } from '../../limits';
import type { Scope, Sibling } from '../../model';

/** What a composer.json says of its lock file. */
export interface ComposerJson {
  name?: string;
  version?: string;
  /** By name in lower case, as Composer compares names. */
  requirements: Map<string, Scope>;
  /** Names that the project itself takes the place of. */
  replaced: ReadonlySet<string>;
  /** Repositories whose packages come from no registry, as `repositoryOf` names them. */
  ownRepositories: ReadonlySet<string>;
  /** Packages that it describes itself, with their addresses. */
  inlined: ReadonlySet<string>;
  /** Whether other files may add requirements (the merge plugin). */
  isMerged: boolean;
  /** The `content-hash` of a lock file for it; undefined where it cannot be told. */
  hash?: string;
}

/** Types of `repositories` that are a version control system each (Composer, "Repositories"). */
const VCS = new Set([
  'vcs',
  'git',
  'github',
  'gitlab',
  'bitbucket',
  'git-bitbucket',
  'hg',
  'svn',
  'fossil',
  'perforce',
]);

/** Host and path of a repository, however it is addressed. */
export function repositoryOf(url: string): string | undefined {
  const location = parseGitLocation(url);
  return location?.url
    .replace(/^[^/]*\/\/(?:[^@/]*@)?/, '')
    .replace(/\.git$|\/+$/, '')
    .toLowerCase();
}

/**
 * Names of platform packages (`php`, `ext-json`) have no vendor: they come with the machine and have no
 * entry.
 */
export function isPackage(name: string): boolean {
  return name.includes('/');
}

function requirementsOf(fields: Fields): Map<string, Scope> {
  const found = new Map<string, Scope>();
  for (const [list, scope] of [
    ['require-dev', 'development'],
    ['require', 'runtime'],
  ] as const) {
    keysOf(fields[list])
      .filter(isPackage)
      .forEach(name => found.set(name.toLowerCase(), scope));
  }
  return found;
}

/** A list, or an object by names; both are allowed. */
function repositoriesOf({ repositories }: Fields): Fields[] {
  const all = Array.isArray(repositories)
    ? repositories
    : entriesOf(repositories).map(([, repository]) => repository);
  return all.filter(isFields);
}

function inlinedNames(repositories: readonly Fields[]): string[] {
  return repositories
    .filter(({ type }) => type === 'package')
    .flatMap(each =>
      Array.isArray(each.package) ? listOf(each.package) : [each.package],
    )
    .flatMap(each => (isFields(each) && textOf(each.name)) || []);
}

/** @throws InputError for text that is no JSON object */
export function parseComposerJson(text: string): ComposerJson {
  const fields = fieldsOf(
    readJson(text, limits.siblingMemory),
    'composer.json',
  );
  const repositories = repositoriesOf(fields);
  const own = repositories
    .filter(({ type }) => VCS.has(textOf(type) ?? ''))
    .flatMap(({ url }) => repositoryOf(textOf(url) ?? '') ?? []);
  return {
    name: textOf(fields.name),
    version: textOf(fields.version),
    requirements: requirementsOf(fields),
    replaced: new Set(
      [fields.replace, fields.provide]
        .flatMap(keysOf)
        .map(name => name.toLowerCase()),
    ),
    ownRepositories: new Set(own),
    inlined: new Set(inlinedNames(repositories)),
    isMerged: isFields(fields.extra) && isFields(fields.extra['merge-plugin']),
    hash: contentHash(fields),
  };
}

/** The composer.json beside a lock file; undefined if absent or unreadable. */
export function composerJsonBeside(sibling: Sibling): ComposerJson | undefined {
  const text = sibling('composer.json');
  try {
    return text === undefined ? undefined : parseComposerJson(text);
  } catch {
    // The lock file can be read without it.
    return undefined;
  }
}

/** What of a composer.json a lock file depends on, in alphabetical order. */
const RELEVANT = [
  'conflict',
  'extra',
  'minimum-stability',
  'name',
  'prefer-stable',
  'provide',
  'replace',
  'repositories',
  'require',
  'require-dev',
  'version',
];

/** The MD5 of the relevant parts as PHP's `json_encode` writes them. */
function contentHash(fields: Fields): string | undefined {
  const { platform } = isFields(fields.config) ? fields.config : {};
  const parts: Array<[string, unknown]> = RELEVANT.filter(
    key => fields[key] !== undefined,
  ).map(key => [key, fields[key]]);
  if (platform !== undefined && platform !== null) {
    parts.push(['config', { platform }]);
    parts.sort(([a], [b]) => (a < b ? -1 : 1));
  }
  const text = encode(Object.fromEntries(parts));
  return text && createHash('md5').update(text).digest('hex');
}

/** Undefined for what is written in several ways, or cannot be told apart after it was read. */
function encode(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return encodeText(value);
  }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : undefined;
  }
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return joined(value.map(encode), '[]');
  }
  const entries = entriesOf(value);
  if (entries.some(([key]) => /^-?\d+$/.test(key))) {
    return undefined;
  }
  // PHP has one type for both, and an empty one is a list to it.
  return joined(
    entries.map(([key, each]) => {
      const text = encode(each);
      return text && `${encodeText(key)}:${text}`;
    }),
    entries.length === 0 ? '[]' : '{}',
  );
}

function joined(
  parts: ReadonlyArray<string | undefined>,
  [open, close]: string,
): string | undefined {
  return parts.includes(undefined)
    ? undefined
    : `${open}${parts.join(',')}${close}`;
}

function encodeText(text: string): string {
  return JSON.stringify(text)
    .replace(/\//g, '\\/')
    .replace(
      /[\u0080-\uffff]/g,
      character =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
