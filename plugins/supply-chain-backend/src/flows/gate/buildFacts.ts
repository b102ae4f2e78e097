import type { GateFacts } from '@safety-curtain/policy';
import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { NamedPolicy } from '../../records/licenses/options';
import { ownersOf } from '../../records/targets/owners';
import type { Triager } from '../triage/Triager';
import { staleDataOf } from './blindSpots';
import { type AskedOfComponents, buildComponents } from './buildComponents';
import { buildFindings } from './buildFindings';
import type { GatedTarget, Gates } from './Gates';

/** By what builds are told of. */
export interface BuildGround {
  knex: Knex;
  triager: Triager;
  licenses: readonly NamedPolicy[];
  /** Says what policies ask of packages. */
  gates: Pick<Gates, keyof AskedOfComponents>;
}

/**
 * A build that is stored nowhere, as gates look at it: matched and decided
 * about as if it were its service.
 *
 * @param seen - what could not be seen of it
 */
export async function buildFacts(
  { knex, triager, licenses, gates }: BuildGround,
  target: GatedTarget,
  manifests: readonly Manifest[],
  seen: Pick<GateFacts, 'unreadable' | 'notLookedAt'>,
  now: Date,
): Promise<GateFacts> {
  const owners = await ownersOf(knex, [target.id]);
  const law = {
    ...(await triager.law(now)),
    owners: owners.get(target.id) ?? [],
  };
  const policy = licenses.find(({ name }) => name === target.distribution);
  return {
    ...seen,
    findings: await buildFindings(knex, target, manifests, law, now),
    components: await buildComponents(knex, manifests, policy, gates),
    knowsApprovals: gates.asksApproval,
    nothingToScan: manifests.every(one => one.components.length === 0),
    neverScanned: false,
    staleData: await staleDataOf(knex),
  };
}
