import { isFields, textOf } from '@safety-curtain/input';

/** What a registry wants to be asked with. */
export interface Challenge {
  scheme: 'basic' | 'bearer';
  /** Address that gives tokens. */
  realm?: string;
  service?: string;
}

const MOST_LENGTH = 4000;
const PARAMETER = /([a-z_]{1,20})="([^"]{0,1000})"/gi;

/** Reads a `WWW-Authenticate` header; undefined for what is neither Basic nor Bearer. */
export function challengeOf(header: string): Challenge | undefined {
  const text = header.slice(0, MOST_LENGTH);
  const scheme = /^\s*(basic|bearer)\b/i.exec(text)?.[1].toLowerCase();
  if (scheme === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (const [, name, value] of text.matchAll(PARAMETER)) {
    parameters.set(name.toLowerCase(), value);
  }
  return {
    scheme: scheme as Challenge['scheme'],
    realm: parameters.get('realm'),
    service: parameters.get('service'),
  };
}

/** The token of an answer, if it is a value of a header. */
export function readToken(answer: unknown): string | undefined {
  const fields = isFields(answer) ? answer : {};
  const token = textOf(fields.token) ?? textOf(fields.access_token);
  return token && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}
