import type { Finding } from '@safety-curtain/plugin-supply-chain-common';

/** What a finding is in: the package, or the file with its line. @public */
export function whereOf({
  package: name,
  place,
}: Pick<Finding, 'package' | 'place'>): string {
  if (name !== undefined) return name;
  const { path, startLine, object } = place ?? {};
  const line = startLine === undefined ? '' : `:${startLine}`;
  if (path !== undefined) return `${path}${line}`;
  return object ?? '–';
}
