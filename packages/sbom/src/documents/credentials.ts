import { isSecretParameter } from '@safety-curtain/input';
import { isPurl, parsePurl } from '../purl';

/** Qualifiers whose values are addresses, also without a scheme (purl-spec, known qualifiers). */
const ADDRESSES: ReadonlySet<string> = new Set([
  'download_url',
  'repository_url',
  'vcs_url',
]);

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** An address without who may read it (but for the `git@` of ssh). */
export function withoutUser(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?!git@)[^/?#]*@/i, '$1');
}

/**
 * The value of a qualifier of a package URL: an address without its user, and without the values of
 * secret parameters, in time in proportion to its length. Any other text as it is.
 */
export function withoutCredentialsIn(key: string, value: string): string {
  const isAddress = SCHEME.test(value);
  if (!isAddress && !ADDRESSES.has(key)) return value;
  const named = isAddress ? withoutUser(value) : withoutPassword(value);
  const [rest, ...fragment] = named.split('#');
  const [path, ...query] = rest.split('?');
  return [
    path
      .split('/')
      .map(segment => masked(segment, ';'))
      .join('/'),
    ...query.map(part => `?${masked(part, '&')}`),
    ...fragment.map(part => `#${masked(part, '&')}`),
  ].join('');
}

/** Whether a text, or a qualifier of the package URL that it is, holds credentials. */
export function hasCredentials(text: string): boolean {
  if (!isPurl(text)) return withoutCredentialsIn('', text) !== text;
  return Object.entries(parsePurl(text).qualifiers ?? {}).some(
    ([key, value]) => withoutCredentialsIn(key, value) !== value,
  );
}

/** Of `user:password@host/path`; what stands before an `@` alone may be a name. */
function withoutPassword(value: string): string {
  return value.replace(/^[^/?#@:]*:[^/?#@]*@/, '');
}

function masked(text: string, separator: string): string {
  return text
    .split(separator)
    .map(part => {
      const end = part.indexOf('=');
      return end > 0 && isSecretParameter(part.slice(0, end))
        ? `${part.slice(0, end)}=***`
        : part;
    })
    .join(separator);
}
