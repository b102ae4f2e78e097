import { baseEcosystem } from '../ecosystems/ecosystems';
import { AskedVersion } from '../versions/compare';
import { orderingOf } from '../versions/orderings';
import { CompiledAffected, inOrder } from './affected';

/**
 * The lowest version above one that is clear of every vulnerability that is
 * known of its package: some record names it as fixed, and no record calls it
 * affected. Records that affect `version` and know no fix have no say: no
 * upgrade is clear of them. Undefined where there is no such version.
 *
 * @param records - what each live record says of the package
 *
 * @public
 */
export function clearVersion(
  ecosystem: string,
  version: string,
  records: readonly CompiledAffected[],
): string | undefined {
  const asked = new AskedVersion(version);
  const candidates = new Set<string>();
  const speaking = records.filter(record => {
    const fixes = record.fixedFor(asked);
    // Also of vulnerabilities that came later: what is fixed above may have them.
    for (const fix of fixes) candidates.add(fix);
    return fixes.length > 0 || !record.contains(asked);
  });
  const ordering = orderingOf(baseEcosystem(ecosystem));
  return inOrder(ordering, [...candidates]).find(
    candidate => !speaking.some(record => record.contains(candidate)),
  );
}
