import { createHmac, timingSafeEqual } from 'node:crypto';

/** Longer ones are none: an entity's name is shorter. */
const LONGEST = 600;

/** The token of a link that shows the badge of one entity to anybody. */
export function badgeToken(entityRef: string, key: string): string {
  return `${Buffer.from(entityRef).toString('base64url')}.${signatureOf(
    entityRef,
    key,
  ).toString('base64url')}`;
}

/** The entity that a token is for; undefined where it is not of this key. */
export function entityOfToken(token: string, key: string): string | undefined {
  if (token.length > LONGEST) return undefined;
  const [ref, signature, ...more] = token.split('.');
  if (!ref || !signature || more.length > 0) return undefined;
  const entityRef = Buffer.from(ref, 'base64url').toString('utf8');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(entityRef, key);
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? entityRef
    : undefined;
}

/** HMAC-SHA-256 (RFC 2104), for this use alone. */
function signatureOf(entityRef: string, key: string): Buffer {
  return createHmac('sha256', key).update(`badge\0${entityRef}`).digest();
}
