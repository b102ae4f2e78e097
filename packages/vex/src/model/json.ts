/** JSON as all documents are written: indented, with an end of line. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
