import type { Found } from '../found';

/** Three parts, the first two objects in base64; a signature has 32 bytes or more. */
const SIGNED =
  /(?<![\w.-])eyJ[\w-]{10,2000}\.eyJ[\w-]{2,8000}\.[\w-]{40,1400}(?![\w.-])/g;

/**
 * JSON Web Tokens with a signature (RFC 7519) that hold at a time. What has expired opens nothing;
 * nor does the example of jwt.io, and keys of Supabase for everybody (`"role": "anon"`) are in every
 * page that uses one.
 */
export function jsonWebTokens(text: string, now: Date): Found[] {
  return [...text.matchAll(SIGNED)].flatMap(({ index, 0: token }) => {
    const [header, payload] = token.split('.', 2).map(objectOf);
    const holds =
      typeof header?.alg === 'string' &&
      header.alg.toLowerCase() !== 'none' &&
      payload !== undefined &&
      payload.sub !== '1234567890' &&
      payload.role !== 'anon' &&
      !(typeof payload.exp === 'number' && payload.exp * 1000 <= +now);
    return holds
      ? {
          rule: 'json-web-token',
          start: index,
          end: index + token.length,
          what: 'A signed JSON Web Token stands in the text',
        }
      : [];
  });
}

function objectOf(part: string): Record<string, unknown> | undefined {
  try {
    const object = JSON.parse(`${Buffer.from(part, 'base64url')}`);
    return typeof object === 'object' && object !== null ? object : undefined;
  } catch {
    return undefined;
  }
}
