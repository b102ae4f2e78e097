import type { Finding } from './types';

/** A file with its line, as tools write it: `src/a.js:3`. @public */
export function fileAndLine(path: string, line?: number): string {
  return line === undefined ? path : `${path}:${line}`;
}

/**
 * What a finding is in: the package, or the file with its line, or what the
 * tool calls it by; undefined where it is of the whole service.
 *
 * @public
 */
export function findingPlace({
  package: name,
  place,
}: Pick<Finding, 'package' | 'place'>): string | undefined {
  if (name !== undefined) return name;
  const { path, startLine, object } = place ?? {};
  return path === undefined ? object : fileAndLine(path, startLine);
}
