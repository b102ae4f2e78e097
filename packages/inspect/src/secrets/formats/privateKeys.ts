import { entropyOf } from '../entropy';
import type { Found } from '../found';

const BEGIN = /-----BEGIN (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/;
/** Characters of a key at the most: one of 16,384 bits has some 13,000. */
const LONGEST = 20_000;
/** Bits of a character of base64, of which chance gives nearly six; words and dots give less. */
const MIN_ENTROPY = 4;

/** Between two lines of a key that a program puts together. */
const JOINT =
  /["'`][ \t]{0,99}(?:[+.,)\\]{1,3}[ \t]{0,99})?(?:\r?\n[ \t]{0,99})?["'`]/g;

const OPENSSH = Buffer.from('openssh-key-v1\0', 'latin1');

/**
 * Private keys in PEM, of any label, whole and well formed: RFC 7468 (PKCS #8 and SEC 1), RFC 1421
 * (headers, `Proc-Type: 4,ENCRYPTED`), RFC 9580 (OpenPGP's armor), PROTOCOL.key of OpenSSH. Also
 * within a text of JSON or of a program, with quotes, escapes and signs of comments.
 */
export function privateKeys(text: string): Found[] {
  const found: Found[] = [];
  if (!text.includes('PRIVATE KEY')) return found;
  const begins = [...text.matchAll(BEGIN)];
  for (const [at, { index, 0: begin }] of begins.entries()) {
    const from = index + begin.length;
    const to = Math.min(from + LONGEST, begins[at + 1]?.index ?? text.length);
    const rest = text.slice(from, to);
    const end = END.exec(rest);
    const kind = end && kindOf(begin, rest.slice(0, end.index));
    if (!kind) continue;
    found.push({
      rule: kind === 'open' ? 'provider-secret' : 'encrypted-key',
      start: index,
      end: from + end.index + end[0].length,
      what:
        kind === 'open'
          ? 'A private key stands in the text'
          : 'A private key stands in the text, behind a passphrase that can be guessed by whoever has it',
    });
  }
  return found;
}

/** Whether there is a key, and whether it is open to whoever has it. */
function kindOf(begin: string, body: string): 'open' | 'encrypted' | undefined {
  const lines = body
    .replace(/\\{1,4}[rn]/g, '\n')
    .replace(JOINT, '\n')
    .split('\n')
    .map(line => line.trim().replace(/^(?:\/\/|[#*>|])(?:\s+|$)/, ''));
  const isHeader = (line: string) => /^[\w-]{1,40}:/.test(line);
  const encrypted = lines.some(line => /^Proc-Type:.*ENCRYPTED/.test(line));
  const base64 = lines
    // The checksum of OpenPGP's armor begins with `=`.
    .filter(line => !isHeader(line) && !line.startsWith('='))
    .join('');
  if (!/^[A-Za-z0-9+/]{60,}={0,2}$/.test(base64)) return undefined;
  if (entropyOf(base64) < MIN_ENTROPY) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (encrypted) return 'encrypted';
  if (begin.includes('PGP')) return isOpenPgp(bytes) ? 'open' : undefined;
  if (bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) {
    // The name of the cipher, after its length in four bytes.
    const cipher = bytes.subarray(OPENSSH.length + 4, OPENSSH.length + 8);
    return `${cipher}` === 'none' ? 'open' : 'encrypted';
  }
  if (!isWholeSequence(bytes)) return undefined;
  return begin.includes('ENCRYPTED') ? 'encrypted' : 'open';
}

/** A packet of a secret key, in the old or new form: RFC 9580, 4.2. */
function isOpenPgp([tag]: Uint8Array): boolean {
  return tag === 0xc5 || (tag & 0b1111_1100) === 0b1001_0100;
}

/** A sequence of ASN.1 with as many bytes as it says: X.690, 8.1.3. */
function isWholeSequence(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false;
  const more = bytes[1] < 0x80 ? 0 : bytes[1] - 0x80;
  if (more > 3 || bytes.length < 2 + more) return false;
  const length = more === 0 ? bytes[1] : bytes.readUIntBE(2, more);
  return bytes.length >= 2 + more + length;
}
