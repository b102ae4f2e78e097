import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

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

/** In lower-case hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
