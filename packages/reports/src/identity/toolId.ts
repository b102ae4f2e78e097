/** What a tool is known by, of the name that people write. */
export function toolId(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return id === '' ? 'unknown' : id;
}
