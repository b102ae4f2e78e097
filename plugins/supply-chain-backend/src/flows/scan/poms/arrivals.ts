import type { Knex } from 'knex';
import type { PomState } from '@safety-curtain/sbom';
import { unresolvedOf } from '../../../records/inventory/unresolved';
import { Asking } from './Asking';
import type { PomCache } from './PomCache';

/**
 * Whether a POM that the last reading of a target missed is there now, or known
 * to be nowhere: then the target is read again, though its source is as it was.
 * Asks the registry for those that are due.
 */
export async function havePomsArrived(
  knex: Knex,
  poms: PomCache,
  targetId: number,
  signal: AbortSignal,
): Promise<boolean> {
  const open = (await unresolvedOf(knex, [targetId])).get(targetId) ?? [];
  const missing = new Map<string, PomState | undefined>();
  for (const pom of open.flatMap(({ unresolved }) => unresolved.poms)) {
    // What is refused by rule stays so.
    if (pom.state !== 'refused') missing.set(pom.name, pom.state);
  }
  if (missing.size === 0) return false;
  const answers = await poms.take([...missing.keys()], new Asking(signal));
  return [...answers].some(([name, answer]) => {
    const before = missing.get(name);
    return (
      'pom' in answer ||
      before === 'unasked' ||
      (answer.state === 'absent' && before !== 'absent')
    );
  });
}
