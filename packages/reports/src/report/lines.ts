import type { Place } from '../model/toolReport';
import { sourcePath } from '../place/sourcePath';

/** Where something is, of what a tool calls the file and counts from 1; undefined outside of the source. */
export function placeAt(
  file: unknown,
  lines: {
    startLine?: unknown;
    endLine?: unknown;
    startColumn?: unknown;
    endColumn?: unknown;
  } = {},
  root?: string,
): Place | undefined {
  if (typeof file !== 'string' || file === '' || file.length > 4000) {
    return undefined;
  }
  const path = sourcePath(file, root);
  if (path === undefined) return undefined;
  const place: Place = { path };
  const startLine = countOf(lines.startLine);
  if (startLine === undefined) return place;
  place.startLine = startLine;
  place.endLine = Math.max(countOf(lines.endLine) ?? startLine, startLine);
  const startColumn = countOf(lines.startColumn);
  const endColumn = countOf(lines.endColumn);
  if (startColumn !== undefined) place.startColumn = startColumn;
  if (endColumn !== undefined) place.endColumn = endColumn;
  return place;
}

function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) > 0
    ? (value as number)
    : undefined;
}
