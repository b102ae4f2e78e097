import { isSecretName, isSecretParameter } from '@safety-curtain/input';

/** What stands for a secret. */
export const MASK = '***';

const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|(?:private|job|deploy)-token|x-[\w-]{0,40}(?:token|key|secret|session|jwt|signature)|password|passphrase|secret)(["']?\s{0,3}[:=]\s{0,3}["']?)(?:(?:basic|bearer|token|digest|negotiate)\s{1,3})?[^\s'",;]+/gi;

const PATH_PARAMETER = /;([^;=/]{1,100})=([^;/]*)/g;

/** What follows the `#` of an address: it is never sent, so it leads to no source. */
const FRAGMENT = /\b(https?:[\\/]{1,9}[^\s#'"<>]{1,2000})#[^\s'"<>]+/gi;

/** Forms that GitHub, GitLab, npm, AWS and JSON Web Tokens have. */
const ACCESS_TOKEN =
  /\b(?:gh[opusr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl[a-z]{2,5}-[\w-]{20,}|npm_[A-Za-z0-9]{30,}|(?:AKIA|ASIA)[A-Z0-9]{16}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g;

/** Shorter ones are words of other texts too. */
const LEAST_SECRET = 6;

/** Secrets of the configuration; a process has one configuration. */
const known = new Set<string>();

/** Has {@link maskSecrets} mask these wherever they stand from now on. */
export function rememberSecrets(secrets: Iterable<string>): void {
  for (const secret of secrets) {
    if (secret.length >= LEAST_SECRET) known.add(secret);
  }
}

/**
 * A text without the credentials that it holds: those of addresses (before an
 * `@`, in queries, parameters of paths and fragments), of headers, of the usual forms of access tokens, and
 * those that the configuration has. Takes time in proportion to the text.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const secret of known) masked = masked.replaceAll(secret, MASK);
  return (
    masked
      // What a URL's parser takes for slashes: `https:user:pw@`, `https:\\user@`.
      .replace(/\b(https?:[\\/]{0,9})[^\s\\/?#'"<>]{0,1000}@/gi, '$1')
      .replace(/([\\/]{2})[^\s\\/?#'"<>]+@/g, '$1')
      .replace(/(%2f%2f)(?:(?!%2f|%3f|%23)[^\s\\/?#&'"<>])*%40/gi, '$1')
      .replace(
        /(^|[\s?&#;'"({[,])([\w.%[\]-]{1,100})=(?!\*{3}(?:[/;&#]|$))([^\s&#;'"<>)\]},]+)/g,
        (whole, before, name) =>
          ('?&;#'.includes(before || ' ') ? isSecretParameter : isSecretName)(
            name,
          )
            ? `${before}${name}=${MASK}`
            : whole,
      )
      .replace(FRAGMENT, `$1#${MASK}`)
      .replace(
        /(%3f|%26|%23|%3b)([\w.-]{1,100})%3d(?:(?!%26|%23|%3b)[^\s&#;'"<>)\]},])+/gi,
        (whole, before, name) =>
          isSecretParameter(name) ? `${before}${name}%3D${MASK}` : whole,
      )
      .replace(HEADER, `$1$2${MASK}`)
      .replace(/\b(bearer\s{1,9})[\w.~+/=-]{8,}/gi, `$1${MASK}`)
      .replace(/\b(basic\s{1,9})(?=[\w+/]*[\d=])[\w+/=-]{8,}/gi, `$1${MASK}`)
      .replace(ACCESS_TOKEN, MASK)
  );
}

/** An address for people, without its credentials and fragment; what is no address is masked as text. */
export function visibleAddress(address: string): string {
  if (!URL.canParse(address)) return maskSecrets(address);
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  url.pathname = visiblePath(url.pathname);
  // Rewritten only where needed: another order or encoding is another address.
  for (const name of [...url.searchParams.keys()]) {
    if (isSecretParameter(name)) url.searchParams.set(name, MASK);
  }
  return maskSecrets(url.toString());
}

/** A path without the secrets among its parameters: `/x;jwt=…/y` (RFC 3986, section 3.3). */
export function visiblePath(pathname: string): string {
  return pathname.replace(PATH_PARAMETER, (whole, name) =>
    isSecretParameter(name) ? `;${name}=${MASK}` : whole,
  );
}

/** The values of an address that are secret, as they stand in it and decoded. */
export function secretsOfAddress(text: string): string[] {
  if (!text.includes('://') || !URL.canParse(text)) return [];
  const url = new URL(text);
  const parameters = [
    ...[...url.searchParams].map(([name, value]) => ({ name, value })),
    ...[...url.pathname.matchAll(PATH_PARAMETER)].map(([, name, value]) => ({
      name,
      value,
    })),
  ].flatMap(({ name, value }) =>
    isSecretParameter(name) ? [value, encodeURIComponent(value)] : [],
  );
  return [url.password, url.hash.slice(1), ...parameters]
    .flatMap(secret => [secret, decoded(secret)])
    .filter(Boolean);
}

/** The value with every text in it masked, whatever its shape. */
export function maskAll<T>(value: T): T {
  if (typeof value === 'string') return maskSecrets(value) as T;
  if (Array.isArray(value)) return value.map(maskAll) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      typeof part === 'string' && isSecretName(name) ? MASK : maskAll(part),
    ]),
  ) as T;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
