import type { Target } from '@safety-curtain/plugin-supply-chain-common';

/**
 * Whether the findings of a service are known at all. Where nothing was ever
 * read, none were found because none were looked for.
 *
 * @public
 */
export function findingsAreKnown(
  target: Pick<Target, 'health' | 'componentCount' | 'lastGoodScanAt'>,
): boolean {
  switch (target.health) {
    case 'ok':
    case 'stale':
    case 'partial':
      return true;
    case 'failed':
      return (target.componentCount ?? 0) > 0 || !!target.lastGoodScanAt;
    default:
      return false;
  }
}
