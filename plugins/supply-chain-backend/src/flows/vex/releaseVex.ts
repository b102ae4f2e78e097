import type { ComponentScope } from '@safety-curtain/plugin-supply-chain-common';
import type { Component, Manifest } from '@safety-curtain/sbom';
import type { IssuedDecision } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import type { DbSnapshotsRow } from '../../database/tables';
import { bomLinksOfRelease } from '../../records/inventory/bomLinks';
import { scopeOf } from '../../records/inventory/use';
import { ownersOf } from '../../records/targets/owners';
import {
  issuedOf,
  requireFewFindings,
  vulnerabilityOf,
  type WantedFindings,
} from '../../views/findings/issuedVex';
import { compareTexts } from '../../views/releases/listed';
import {
  judgeUnstored,
  type UnstoredFinding,
  type Use,
  useOf,
} from '../triage/judgeUnstored';
import type { Triager } from '../triage/Triager';
import type { JudgedTarget } from '../triage/unstoredFinding';

/** An SBOM of a release, with what it holds. */
export interface ReleasePart {
  snapshot: DbSnapshotsRow;
  manifests: Manifest[];
}

/**
 * The vulnerabilities that a release has as is known now, whatever its service
 * uses by now: each with the component that has it, and what decisions in force
 * say of the release's version of that.
 */
export async function releaseDecisions(
  { knex, triager }: { knex: Knex; triager: Pick<Triager, 'law'> },
  target: JudgedTarget,
  parts: readonly ReleasePart[],
  { scope, decided }: WantedFindings,
  now: Date,
): Promise<IssuedDecision[]> {
  const owners = await ownersOf(knex, [target.id]);
  const law = {
    ...(await triager.law(now)),
    owners: owners.get(target.id) ?? [],
  };
  const judged = await judgeUnstored(
    knex,
    target,
    parts.flatMap(({ manifests }) => manifests),
    law,
    now,
    await bomLinksOfRelease(knex, parts),
  );
  const wanted = judged.filter(
    one =>
      (!scope?.length || isOf(one, scope)) &&
      (!decided || one.verdict?.standing === 'holds'),
  );
  requireFewFindings(wanted);
  return wanted.sort(byName).flatMap(issuedIn);
}

function isOf(
  { uses }: UnstoredFinding,
  scopes: readonly ComponentScope[],
): boolean {
  return scopes.includes(scopeOf(useOf(uses).scope));
}

/** Always in one order, so that the same content has the same version. */
function byName(a: UnstoredFinding, b: UnstoredFinding): number {
  return (
    compareTexts(a.row.key, b.row.key) ||
    compareTexts(a.ranges.ecosystem, b.ranges.ecosystem) ||
    compareTexts(a.ranges.packageName, b.ranges.packageName)
  );
}

function issuedIn({
  uses,
  row,
  names,
  verdict,
}: UnstoredFinding): IssuedDecision[] {
  const vulnerability = vulnerabilityOf(row, names);
  const decision =
    verdict?.standing === 'holds' ? verdict.decision.row : undefined;
  return componentsOf(uses).map(component =>
    issuedOf(vulnerability, component, decision),
  );
}

/** Each once, whichever files have it. */
function componentsOf(uses: readonly Use[]): Component[] {
  const byPurl = new Map(
    uses.map(({ component }) => [component.purl, component]),
  );
  return [...byPurl.values()].sort((a, b) => compareTexts(a.purl, b.purl));
}
