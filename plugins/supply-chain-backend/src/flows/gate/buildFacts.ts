import type { GateFacts } from '@safety-curtain/policy';
import { exceptionsFor } from '../../records/licenses/exceptions';
import type { NamedPolicy } from '../../records/licenses/options';
import { ownersOf } from '../../records/targets/owners';
import type { Triager } from '../triage/Triager';
import { staleDataOf } from './blindSpots';
import { type AskedOfComponents, buildComponents } from './buildComponents';
import { buildFindings } from './buildFindings';
import {
  buildReported,
  type ReportedBuild,
  type ReportedGround,
} from './buildReported';
import type { GatedTarget, Gates } from './Gates';

/** By what builds are told of. */
export interface BuildGround extends ReportedGround {
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
  ground: BuildGround,
  target: GatedTarget,
  build: ReportedBuild,
  seen: Pick<GateFacts, 'unreadable' | 'notLookedAt'>,
  now: Date,
): Promise<GateFacts> {
  const { knex, triager, licenses, gates } = ground;
  const { manifests } = build;
  const owners = await ownersOf(knex, [target.id]);
  const law = {
    ...(await triager.law(now)),
    owners: owners.get(target.id) ?? [],
  };
  const policy = licenses.find(({ name }) => name === target.distribution);
  const known = await buildFindings(knex, target, manifests, law, now);
  const { findings, reported, notLookedAt } = await buildReported(
    ground,
    target,
    build,
    known,
    law,
    now,
  );
  return {
    unreadable: seen.unreadable,
    notLookedAt: [...seen.notLookedAt, ...notLookedAt],
    findings: [...known, ...findings],
    reported,
    components: await buildComponents(
      knex,
      manifests,
      policy && {
        policy,
        exceptions: await exceptionsFor(knex, target.id, now),
      },
      gates,
    ),
    knowsApprovals: gates.asksApproval,
    nothingToScan: manifests.every(one => one.components.length === 0),
    neverScanned: false,
    ...(await staleDataOf(knex)),
  };
}
