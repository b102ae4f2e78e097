import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number of 32 bits in base 62, six digits. */
export function base62Of(number: number): string {
  let rest = number;
  let text = '';
  for (let digit = 0; digit < 6; digit++) {
    text = DIGITS[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Tokens of 40 characters whose last six are a checksum. */
const CHECKED = /^(?:gh[opru]|npm)_([A-Za-z0-9]{30})([A-Za-z0-9]{6})$/;

/**
 * Whether a token of GitHub or npm says itself that it is none: the last six characters are the
 * CRC-32 of the thirty before them, in base 62. "Behind GitHub's new authentication token formats"
 * (github.blog, 2021-04-05), and the same of npm (2021-09-23). Tokens of apps (`ghs_`) have other
 * forms since, and are not judged.
 */
export function failsChecksum(token: string): boolean {
  const [, random, checksum] = CHECKED.exec(token) ?? [];
  return random !== undefined && base62Of(crc32(random)) !== checksum;
}
