/** Bytes at the beginning of a file by which it is told whether it is text. */
const LOOKED_AT = 8000;

/**
 * Whether the bytes of a file are no text. UTF-16 begins with a mark and is text, though it has
 * zeros.
 *
 * @public
 */
export function isBinary(content: Uint8Array): boolean {
  const [first, second] = content;
  if (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff)
  ) {
    return false;
  }
  return content.subarray(0, LOOKED_AT).includes(0);
}
