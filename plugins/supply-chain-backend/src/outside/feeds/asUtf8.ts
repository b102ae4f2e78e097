import { encodingOf } from '@safety-curtain/input';
import { Transform } from 'node:stream';

/** Bytes of the longest byte order mark. */
const MARK_LENGTH = 3;
const UTF8_MARK = Buffer.from('\ufeff');

/**
 * Passes a text on in UTF-8 and without a byte order mark, whatever its encoding, so that its lines
 * can be told by their last byte.
 */
export function asUtf8(): Transform {
  let start: Buffer | undefined = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  const begin = (bytes: Buffer) => {
    start = undefined;
    const encoding = encodingOf(bytes);
    if (encoding !== 'utf-8') decoder = new TextDecoder(encoding);
    const isMarked = bytes.subarray(0, MARK_LENGTH).equals(UTF8_MARK);
    return isMarked ? bytes.subarray(MARK_LENGTH) : bytes;
  };
  const convert = (bytes: Buffer, stream: boolean) =>
    decoder ? Buffer.from(decoder.decode(bytes, { stream })) : bytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let bytes = chunk;
      if (start) {
        start = Buffer.concat([start, chunk]);
        if (start.length < MARK_LENGTH) {
          done();
          return;
        }
        bytes = begin(start);
      }
      done(null, convert(bytes, true));
    },
    flush(done) {
      done(null, convert(start ? begin(start) : Buffer.alloc(0), false));
    },
  });
}
