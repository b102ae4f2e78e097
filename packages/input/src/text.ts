/** The encodings that are read. @public */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * The encoding that a text's first bytes show: its byte order mark, or a zero beside the first
 * character, which no format here begins with (XML 1.0, appendix F.1; RFC 4627, section 3).
 *
 * @param start - the first two bytes at least, where there are as many
 *
 * @public
 */
export function encodingOf(start: Uint8Array): TextEncoding {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first > 0 && second === 0)) {
    return 'utf-16le';
  }
  return (first === 0xfe && second === 0xff) || (first === 0 && second > 0)
    ? 'utf-16be'
    : 'utf-8';
}

/**
 * The text of bytes, without a byte order mark. The one place where bytes of strangers become text.
 *
 * @param options - `strict`: throw for bytes that are not in the encoding, rather than put U+FFFD
 * @throws TypeError where `strict` asks for it
 *
 * @public
 */
export function decodeText(
  bytes: Uint8Array,
  { strict = false }: { strict?: boolean } = {},
): string {
  return new TextDecoder(encodingOf(bytes), { fatal: strict }).decode(bytes);
}

/** A text that was decoded with its byte order mark. @public */
export function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
