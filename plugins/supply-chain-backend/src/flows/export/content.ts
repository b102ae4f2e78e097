/** What a file of an export is made of, piece by piece. */
export type Content =
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/** What is compressed at once: each piece costs a turn and some calls. */
const PIECE = 1 << 16;

/** Short pieces, as lines of text are, together. */
export async function* gathered(content: Content): AsyncGenerator<Uint8Array> {
  let short: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    short.push(bytes);
    length += bytes.length;
    if (length < PIECE) continue;
    yield short.length === 1 ? bytes : Buffer.concat(short, length);
    short = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(short, length);
}
