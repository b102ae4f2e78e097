import {
  type FindingDetail,
  sourceLink,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Place } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { toIso } from '../../database/dialect';
import { describeLocation } from '../../outside/sources/SourceLocation';
import { severityOfNumber } from '../../records/findings/severity';
import { claimsOf } from './claims';
import { type FindingRow, selectFindings } from './findingRows';

/** Claims of one finding that are shown. */
const MOST_CLAIMS = 50;
/** Findings of one file that are looked at, and of those beside one that are shown. */
const MOST_IN_FILE = 1000;
const MOST_NEARBY = 20;

/** What the last reports of tools say of a finding. */
export async function readClaims(
  knex: Knex,
  row: FindingRow,
): Promise<FindingDetail['reported']> {
  const claims = (await claimsOf(knex, [row])).get(Number(row.id)) ?? [];
  return claims.slice(0, MOST_CLAIMS).map(claim => ({
    tool: claim.tool,
    toolName: claim.toolName,
    category: claim.category,
    reportedAt: toIso(claim.receivedAt)!,
    severity: severityOfNumber(claim.severity),
    confidence: claim.confidence,
    message: claim.message,
    version: claim.version,
    fixedVersions: [...claim.fixedVersions],
    status: claim.vulnerability?.status,
    suppression: claim.suppression,
    fix: claim.fix,
    secretHash: claim.secretHash,
  }));
}

/**
 * Other findings at the same lines of the same file. What several tools say of
 * one line stays apart, as it may be different things, and is linked.
 */
export async function findingsNearby(
  knex: Knex,
  row: FindingRow,
): Promise<FindingDetail['nearby']> {
  const place = placeOf(row);
  if (place?.startLine === undefined) return [];
  const others: FindingRow[] = await selectFindings(knex)
    .where('f.target_id', row.target_id)
    .where('f.package_name', row.package_name)
    .whereNotNull('f.rule_id')
    .whereNot('f.state', 'resolved')
    .whereNot('f.id', row.id)
    .orderBy([{ column: 'f.risk', order: 'desc' }, { column: 'f.id' }])
    .limit(MOST_IN_FILE);
  const near = others
    .filter(other => overlap(place, placeOf(other)))
    .slice(0, MOST_NEARBY);
  const claims = await claimsOf(knex, near);
  return near.map(other => ({
    id: String(other.id),
    advisory: other.advisory,
    severity: severityOfNumber(other.severity),
    tools: [
      ...new Set(
        (claims.get(Number(other.id)) ?? []).map(({ toolName }) => toolName),
      ),
    ],
  }));
}

/**
 * Where the forge shows the place of a finding, at the commit that it was found in where that is
 * known: lines move. Undefined where the place is not known.
 */
export async function sourceUrlOf(
  knex: Knex,
  row: FindingRow,
): Promise<string | undefined> {
  const place = placeOf(row);
  if (place?.path === undefined) return undefined;
  const target = await knex('targets')
    .where('id', row.target_id)
    .first('source');
  if (!target?.source) return undefined;
  const source = describeLocation(JSON.parse(target.source));
  const claims = (await claimsOf(knex, [row])).get(Number(row.id)) ?? [];
  const revision =
    place.commit ?? claims.find(claim => claim.revision)?.revision;
  return sourceLink(source, place.path, place.startLine, revision);
}

function placeOf({ place }: FindingRow): Place | undefined {
  return place === null ? undefined : JSON.parse(place);
}

function overlap(one: Place, other: Place | undefined): boolean {
  if (one.startLine === undefined || other?.startLine === undefined) {
    return false;
  }
  return (
    one.startLine <= (other.endLine ?? other.startLine) &&
    other.startLine <= (one.endLine ?? one.startLine)
  );
}
