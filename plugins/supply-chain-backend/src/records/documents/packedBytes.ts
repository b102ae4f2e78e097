import { crc32 } from 'node:zlib';

/** Bytes as deflate packed them, without a container (RFC 1951). */
export interface PackedBytes {
  deflated: Uint8Array;
  /** Of what they unpack to. */
  crc32: number;
}

/** A gzip header without optional fields, and the check sum and size behind (RFC 1952, 2.3). */
const HEADER = 10;
const TRAILER = 8;

/**
 * What is within a gzip container. Undefined where it is not a single one without optional fields,
 * or not of these bytes.
 */
export function packedBytes(
  gzip: Uint8Array,
  plain: Uint8Array,
): PackedBytes | undefined {
  if (gzip.length < HEADER + TRAILER) return undefined;
  const [id1, id2, method, flags] = gzip;
  if (id1 !== 0x1f || id2 !== 0x8b || method !== 8 || flags !== 0) {
    return undefined;
  }
  const end = gzip.length - TRAILER;
  const trailer = new DataView(gzip.buffer, gzip.byteOffset + end, TRAILER);
  const sum = trailer.getUint32(0, true);
  const size = trailer.getUint32(4, true);
  if (size !== plain.length % 2 ** 32 || sum !== crc32(plain)) return undefined;
  return { deflated: gzip.subarray(HEADER, end), crc32: sum };
}
