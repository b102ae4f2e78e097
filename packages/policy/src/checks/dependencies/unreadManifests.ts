import { counted } from '../../facts/days';
import type { ManifestFacts } from '../../facts/serviceFacts';
import { CheckResult, unknown } from '../check';

/** *Unknown* where a manifest was never read: what it says could change the answer. */
export function unreadManifests(
  manifests: readonly ManifestFacts[],
): CheckResult | undefined {
  const failed = manifests.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return undefined;
  return unknown(
    `${counted(failed.length, 'manifest', 'manifests')} could not be read.`,
    failed.map(({ path, reason }) => ({
      kind: 'manifest',
      file: path,
      text: reason ?? 'It could not be read.',
    })),
  );
}
