import { baseEcosystem } from '../ecosystems/ecosystems';
import { AffectedPackage } from '../records/advisory';
import { AskedVersion } from '../versions/compare';
import { orderingOf } from '../versions/orderings';
import { compileAffected, inOrder } from './affected';

/**
 * The smallest version that several records of one vulnerability agree on: one of them
 * names it as fixed, and none of those that name a fix calls it affected. A
 * record without any fix above the version knows no end of its range and has
 * no say. Undefined where there is no such version.
 *
 * @param records - what each record says of the package
 *
 * @public
 */
export function commonFix(
  ecosystem: string,
  version: string,
  records: readonly (readonly AffectedPackage[])[],
): string | undefined {
  const asked = new AskedVersion(version);
  const knowing = records
    .map(affected => compileAffected(ecosystem, affected))
    .map(compiled => ({ compiled, fixes: compiled.fixedFor(asked) }))
    .filter(({ fixes }) => fixes.length > 0);
  const candidates = new Set(knowing.flatMap(({ fixes }) => fixes));
  return inOrder(orderingOf(baseEcosystem(ecosystem)), [...candidates]).find(
    fix => knowing.every(({ compiled }) => !compiled.contains(fix)),
  );
}
