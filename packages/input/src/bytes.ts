import { isUtf8 } from 'node:buffer';

/**
 * Bytes that need not lie in memory together, as those of a file.
 *
 * @public
 */
export interface ByteSource {
  readonly length: number;
  /** The bytes from `start` up to `end`, which lie within; good until the next read. */
  read(start: number, end: number): Uint8Array;
}

/** Bytes that lie in memory. @public */
export function bytesIn(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    read: (start, end) => bytes.subarray(start, end),
  };
}

/** Bytes that are looked at together. */
export const WINDOW = 1 << 18;

/** All bytes, piece by piece; a character of UTF-8 lies in one of them. @public */
export function* piecesOf(source: ByteSource): Generator<Uint8Array> {
  for (let start = 0; start < source.length; ) {
    const piece = source.read(start, Math.min(start + WINDOW, source.length));
    const isLast = start + piece.length === source.length;
    const end = isLast ? piece.length : endOfCharacters(piece);
    yield piece.subarray(0, end);
    start += end;
  }
}

/** Where the last character begins: it may go on in the next piece. */
function endOfCharacters(piece: Uint8Array): number {
  for (let back = 1; back <= 4; back++) {
    if ((piece[piece.length - back] & 0xc0) !== 0x80)
      return piece.length - back;
  }
  return piece.length;
}

/** Whether bytes are UTF-8 without NUL characters, which no text holds. @public */
export function isPlainUtf8(source: ByteSource): boolean {
  for (const piece of piecesOf(source)) {
    if (!isUtf8(piece) || piece.includes(0)) return false;
  }
  return true;
}
