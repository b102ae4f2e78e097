import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip, gzipSync } from 'node:zlib';

/** A document as it is stored. @public */
export interface PackedDocument {
  mediaType: string;
  /** Of the plain bytes. */
  sha256: string;
  /** Plain bytes. */
  size: number;
  gzip: Uint8Array;
}

export function packDocument(
  mediaType: string,
  content: string | Uint8Array,
): PackedDocument {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    mediaType,
    sha256: sha256Of(bytes),
    size: bytes.length,
    gzip: gzipSync(bytes),
  };
}

/**
 * Packs a document that comes in pieces, which need not be in memory together.
 * A piece is copied: its bytes may be good until the next one only, and packing
 * is behind.
 */
export async function packPieces(
  mediaType: string,
  pieces: Iterable<string | Uint8Array>,
): Promise<PackedDocument> {
  const hash = createHash('sha256');
  let size = 0;
  function* counted() {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece as string);
      hash.update(bytes);
      size += bytes.length;
      yield bytes;
    }
  }
  const packed = Readable.from(counted(), { objectMode: true }).compose(
    createGzip(),
  );
  const gzip = await buffer(packed);
  return { mediaType, sha256: hash.digest('hex'), size, gzip };
}

/** The digest of a text that comes in pieces. */
export function sha256OfPieces(pieces: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** In lower-case hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
