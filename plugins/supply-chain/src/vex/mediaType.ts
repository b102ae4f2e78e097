/** The media type of a VEX document by its name; where that does not tell, the backend looks at the content. */
export function mediaTypeOf(fileName: string): string {
  const name = fileName.toLowerCase();
  if (name.endsWith('.json')) return 'application/json';
  return name.endsWith('.xml') ? 'application/xml' : 'application/octet-stream';
}
