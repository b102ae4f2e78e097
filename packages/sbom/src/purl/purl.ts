import { PurlError } from '../errors';
import { limits } from '../limits';
import { rulesOf } from './typeRules';

/** The parts of a package URL, decoded and normalized. @public */
export interface Purl {
  type: string;
  namespace?: string;
  name: string;
  version?: string;
  /** Keys are lower case; an object without prototype, keys in ascending order. */
  qualifiers?: Readonly<Record<string, string>>;
  subpath?: string;
}

/** Parts as a caller may have them; null counts as absent. @public */
export interface PurlParts {
  type: string;
  namespace?: string | null;
  name: string;
  version?: string | null;
  qualifiers?: Readonly<Record<string, string | null | undefined>> | null;
  subpath?: string | null;
}

const TYPE = /^[a-z][a-z0-9.-]*$/;
const QUALIFIER_KEY = /^[a-z][a-z0-9._-]*$/;

function decode(part: string, what: string): string {
  if (!part.includes('%')) {
    return part;
  }
  try {
    return decodeURIComponent(part);
  } catch {
    throw new PurlError(`the ${what} is not valid percent-encoded UTF-8`);
  }
}

// Lone surrogates (JSON can smuggle them in) have no UTF-8 form.
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

const PLAIN = /^[A-Za-z0-9.\-_~:]*$/;

/** Percent-encodes all but unreserved characters and the colon (purl-spec, "Character encoding"). */
function encode(part: string): string {
  if (PLAIN.test(part)) {
    return part;
  }
  return encodeURIComponent(part)
    .replace(/%3A/g, ':')
    .replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function segments(path: string): string[] {
  return path.split('/').filter(segment => segment !== '');
}

const NO_QUALIFIERS: ReadonlyMap<string, string> = new Map();

function normalizeQualifiers(
  entries: Iterable<readonly [string, string | null | undefined]>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [rawKey, value] of entries) {
    if (!value) {
      continue; // "A key with an empty value is the same as no key" (purl-spec, qualifiers)
    }
    const key = rawKey.toLowerCase();
    if (!QUALIFIER_KEY.test(key)) {
      throw new PurlError(`'${rawKey}' is not a valid qualifier key`);
    }
    if (found.has(key)) {
      throw new PurlError(`the qualifier '${key}' occurs twice`);
    }
    found.set(key, wellFormed(value));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function toRecord(map: ReadonlyMap<string, string>): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [key, value] of map) {
    record[key] = value;
  }
  return record;
}

/** Applies the general rules and those of the type; throws PurlError for what cannot be a purl. */
function normalize(parts: PurlParts): Purl {
  const type = (parts.type ?? '').toLowerCase();
  if (!TYPE.test(type)) {
    throw new PurlError(
      type ? `'${parts.type}' is not a valid type` : 'a type is required',
    );
  }
  const rules = rulesOf(type);
  const lower = (part: 'namespace' | 'name' | 'version', text: string) =>
    rules.lowercase?.includes(part) ? text.toLowerCase() : text;

  const namespace = lower(
    'namespace',
    segments(wellFormed(parts.namespace ?? '')).join('/'),
  );
  let name = lower(
    'name',
    wellFormed(parts.name ?? '').replace(/^\/+|\/+$/g, ''),
  );
  const qualifiers = parts.qualifiers
    ? normalizeQualifiers(Object.entries(parts.qualifiers))
    : NO_QUALIFIERS;
  name = rules.name ? rules.name(name, { namespace, qualifiers }) : name;
  if (name === '') {
    throw new PurlError('a name is required');
  }
  if (rules.namespace === 'required' && namespace === '') {
    throw new PurlError(`a namespace is required for the type '${type}'`);
  }
  if (rules.namespace === 'prohibited' && namespace !== '') {
    throw new PurlError(`the type '${type}' has no namespace`);
  }
  const version = lower('version', wellFormed(parts.version ?? ''));
  const subpath = segments(wellFormed(parts.subpath ?? ''))
    .filter(segment => segment !== '.' && segment !== '..')
    .join('/');

  const problem = rules.check?.({
    namespace: namespace || undefined,
    name,
    version: version || undefined,
    qualifiers,
  });
  if (problem) {
    throw new PurlError(problem);
  }
  return {
    type,
    ...(namespace && { namespace }),
    name,
    ...(version && { version }),
    ...(qualifiers.size > 0 && { qualifiers: toRecord(qualifiers) }),
    ...(subpath && { subpath }),
  };
}

function parseQualifiers(text: string): Record<string, string> {
  const entries = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') {
      continue;
    }
    const equals = pair.indexOf('=');
    const key = equals < 0 ? pair : pair.slice(0, equals);
    if (entries.has(key)) {
      throw new PurlError(`the qualifier '${key}' occurs twice`);
    }
    entries.set(
      key,
      equals < 0 ? '' : decode(pair.slice(equals + 1), 'qualifier'),
    );
  }
  return toRecord(entries);
}

/**
 * Reads a package URL (purl-spec, "How to parse a purl string") into its normalized parts.
 *
 * @throws PurlError when the text is no valid purl, or longer than 8192 characters
 *
 * @public
 */
export function parsePurl(text: string): Purl {
  if (text.length > limits.purlLength) {
    throw new PurlError(`a purl has at most ${limits.purlLength} characters`);
  }
  let rest = text;
  let subpath: string | undefined;
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    subpath = segments(rest.slice(hash + 1))
      .map(segment => decode(segment, 'subpath'))
      .join('/');
    rest = rest.slice(0, hash);
  }
  let qualifiers: Record<string, string> | undefined;
  const question = rest.indexOf('?');
  if (question >= 0) {
    qualifiers = parseQualifiers(rest.slice(question + 1));
    rest = rest.slice(0, question);
  }
  if (rest.slice(0, 4).toLowerCase() !== 'pkg:') {
    throw new PurlError("a purl begins with 'pkg:'");
  }
  rest = rest.slice(4).replace(/^\/+/, '');

  const slash = rest.indexOf('/');
  if (slash < 0) {
    throw new PurlError('a purl has a type and a name, separated by a slash');
  }
  const type = rest.slice(0, slash);
  rest = rest.slice(slash + 1);

  let version: string | undefined;
  const at = rest.lastIndexOf('@');
  // An '@' that opens a segment belongs to it: an npm scope that was not encoded.
  if (at >= 0 && !rest.slice(at).includes('/')) {
    version = decode(rest.slice(at + 1), 'version');
    rest = rest.slice(0, at);
  }
  if (rest.endsWith('/')) {
    throw new PurlError('a name is required');
  }
  const path = segments(rest).map(part => decode(part, 'name'));
  const nameLength = rulesOf(type.toLowerCase()).nameIsPath
    ? path.length - 1
    : 1;
  const name = path.splice(-nameLength, nameLength).join('/');
  const namespace = path.join('/');
  return normalize({ type, namespace, name, version, qualifiers, subpath });
}

/**
 * Writes the canonical package URL of the parts (purl-spec, "How to build a purl string").
 *
 * @throws PurlError when the parts do not make a valid purl
 *
 * @public
 */
export function formatPurl(parts: PurlParts): string {
  const purl = normalize(parts);
  let text = `pkg:${purl.type}/`;
  if (purl.namespace) {
    text += `${purl.namespace.split('/').map(encode).join('/')}/`;
  }
  text += rulesOf(purl.type).nameIsPath
    ? purl.name.split('/').map(encode).join('/')
    : encode(purl.name);
  if (purl.version) {
    text += `@${encode(purl.version)}`;
  }
  if (purl.qualifiers) {
    const pairs = Object.entries(purl.qualifiers);
    text += `?${pairs.map(([k, v]) => `${k}=${encode(v)}`).join('&')}`;
  }
  if (purl.subpath) {
    text += `#${purl.subpath.split('/').map(encode).join('/')}`;
  }
  return text;
}

/** Whether a text is a valid package URL. */
export function isPurl(text: string): boolean {
  try {
    parsePurl(text);
    return true;
  } catch {
    return false;
  }
}
