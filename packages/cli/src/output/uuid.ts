/** A UUID of a digest, as one of version 8 (RFC 9562, 5.8). */
export function uuidOf(digest: string): string {
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return parts.join('-');
}
