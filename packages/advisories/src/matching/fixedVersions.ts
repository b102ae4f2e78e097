import type { AffectedPackage } from '../records/advisory';

/**
 * The versions that a record names as fixed, each once, as it writes them; commits are none.
 *
 * @param affected - what the record says of one package
 *
 * @public
 */
export function fixedVersions(affected: readonly AffectedPackage[]): string[] {
  const events = affected
    .flatMap(({ ranges = [] }) => ranges)
    .filter(({ type }) => type !== 'GIT')
    .flatMap(range => range.events);
  return [...new Set(events.flatMap(({ fixed }) => fixed ?? []))];
}
