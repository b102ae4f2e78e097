/**
 * The media type that a file's name stands for. Where the name does not tell,
 * the backend looks at the content.
 */
export function mediaTypeOf(fileName: string): string {
  const name = fileName.toLowerCase();
  if (name.endsWith('.spdx.json')) return 'application/spdx+json';
  if (name.endsWith('.syft.json')) return 'application/vnd.syft+json';
  if (name.endsWith('.cdx.json')) return 'application/vnd.cyclonedx+json';
  if (name.endsWith('.json')) return 'application/json';
  if (name.endsWith('.xml')) return 'application/vnd.cyclonedx+xml';
  if (/\.ya?ml$/.test(name)) return 'application/spdx+yaml';
  if (name.endsWith('.spdx')) return 'text/spdx';
  return 'application/octet-stream';
}
