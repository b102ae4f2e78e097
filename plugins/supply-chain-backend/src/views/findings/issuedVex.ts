import { InputError } from '@backstage/errors';
import type {
  AnalysisResponse,
  IgnorableDecision,
  IssuedDecision,
} from '@safety-curtain/vex';
import { type Component, type Manifest, parsePurl } from '@safety-curtain/sbom';
import type { ComponentScope } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate, toIso } from '../../database/dialect';
import type {
  DbDecisionsRow,
  DbVulnerabilityFindingsRow,
  DbPackagesRow,
  DbVulnerabilitiesRow,
} from '../../database/tables';
import { severityOfNumber } from '../../records/findings/severity';
import { scopeNumber } from '../../records/inventory/use';
import { aliasesOf } from '../../records/vulnerabilities/vulnerabilityNames';
import { affectedPlaces } from './occurrences';

/** Findings of one document, at the most. */
const MOST_FINDINGS = 50_000;

type IssuedFinding = Pick<
  DbVulnerabilityFindingsRow,
  | 'id'
  | 'vulnerability_id'
  | 'decision_id'
  | 'needs_review'
  | 'package_name'
  | 'versions'
> &
  Pick<DbPackagesRow, 'ecosystem'> &
  Pick<
    DbVulnerabilitiesRow,
    'key' | 'summary' | 'severity' | 'score' | 'vector'
  > &
  Pick<DbVulnerabilitiesRow, 'published_at' | 'modified_at'>;

/**
 * The vulnerabilities that a service has, each with the component that has it
 * and what was decided. A decision that is to be looked at again says nothing
 * of the version that is in use, and is left out.
 */
export async function issuedDecisions(
  knex: Knex,
  targetId: number,
  wanted: WantedFindings,
  manifests: readonly Manifest[],
): Promise<IssuedDecision[]> {
  const findings = await issuedFindings(knex, targetId, wanted, manifests);
  return findings.map(({ issued }) => issued);
}

/** The same, as ignore files of tools name them, and with what nothing was decided about. */
export async function ignorableDecisions(
  knex: Knex,
  targetId: number,
  manifests: readonly Manifest[],
): Promise<IgnorableDecision[]> {
  const findings = await issuedFindings(knex, targetId, {}, manifests);
  return findings.map(({ issued, row, decision }) => {
    const ends = decision && endOf(decision);
    return {
      ...issued,
      ecosystem: row.ecosystem,
      packageName: row.package_name,
      ...(ends && { ends }),
    };
  });
}

function endOf({
  ends_at: at,
  ends_when: when,
}: DbDecisionsRow): IgnorableDecision['ends'] {
  if (at === null) return when ?? undefined;
  return {
    at: toDate(at).toISOString(),
    ...(when !== null && { orWhen: when }),
  };
}

/** Which findings of a service are told of. */
export interface WantedFindings {
  scope?: ComponentScope[];
  /** Those alone about which something was decided. */
  decided?: boolean;
}

async function issuedFindings(
  knex: Knex,
  targetId: number,
  wanted: WantedFindings,
  manifests: readonly Manifest[],
): Promise<
  { issued: IssuedDecision; row: IssuedFinding; decision?: DbDecisionsRow }[]
> {
  const findings = await readFindings(knex, targetId, wanted);
  const decisions = await decisionsOf(knex, findings);
  const places = await affectedPlaces(knex, findings);
  const names = await aliasesOf(
    knex,
    findings.map(row => row.vulnerability_id),
  );
  const components = componentsOf(manifests);
  return findings.flatMap(finding => {
    const decision = toBoolean(finding.needs_review)
      ? undefined
      : decisions.get(String(finding.decision_id));
    const vulnerability = vulnerabilityOf(
      finding,
      names.get(finding.vulnerability_id) ?? [],
    );
    return (places.get(Number(finding.id)) ?? []).map(({ purl }) => {
      const component = components.get(purl);
      const issued = issuedOf(vulnerability, component ?? purl, decision);
      return { issued, row: finding, ...(decision && { decision }) };
    });
  });
}

function componentsOf(manifests: readonly Manifest[]): Map<string, Component> {
  return new Map(
    manifests.flatMap(manifest =>
      manifest.components.map(one => [one.purl, one]),
    ),
  );
}

/** A vulnerability of a component, which only a document knows that is gone from the archive. */
export function issuedOf(
  vulnerability: IssuedDecision['vulnerability'],
  component: Component | string,
  decision: DbDecisionsRow | undefined,
): IssuedDecision {
  return {
    vulnerability,
    component:
      typeof component === 'string'
        ? plainComponent(component)
        : componentOf(component),
    ...(decision && { analysis: analysisOf(decision) }),
  };
}

/** Those of some targets that {@link issuedDecisions} tells decisions of. */
export async function targetsWithDecisions(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Set<number>> {
  const select = knex('findings as f')
    .whereIn('f.target_id', targetIds)
    .whereNot('f.state', 'resolved');
  whereDecided(select);
  return new Set(await select.distinct('f.target_id').pluck('f.target_id'));
}

function whereDecided(findings: Knex.QueryBuilder): void {
  findings.whereNotNull('f.decision_id').where('f.needs_review', false);
}

async function readFindings(
  knex: Knex,
  targetId: number,
  { scope, decided }: WantedFindings,
): Promise<IssuedFinding[]> {
  const select = knex('findings as f')
    .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .join('packages as p', 'p.id', 'f.package_id')
    .where('f.target_id', targetId)
    .whereNot('f.state', 'resolved')
    .orderBy(['v.key', 'f.package_name', 'f.id'])
    .limit(MOST_FINDINGS + 1)
    .select(
      'f.id',
      'f.vulnerability_id',
      'f.decision_id',
      'f.needs_review',
      'f.package_name',
      'f.versions',
      'p.ecosystem',
      'v.key',
      'v.summary',
      'v.severity',
      'v.score',
      'v.vector',
      'v.published_at',
      'v.modified_at',
    );
  if (decided) whereDecided(select);
  if (scope?.length) select.whereIn('f.scope', scope.map(scopeNumber));
  const rows: IssuedFinding[] = await select;
  requireFewFindings(rows);
  return rows;
}

/** Throws `InputError` for more than one document tells of. */
export function requireFewFindings(findings: readonly unknown[]): void {
  if (findings.length <= MOST_FINDINGS) return;
  throw new InputError(
    `There are more than ${MOST_FINDINGS} findings; ask for one scope at a time`,
  );
}

async function decisionsOf(
  knex: Knex,
  findings: readonly IssuedFinding[],
): Promise<Map<string, DbDecisionsRow>> {
  const ids = new Set(findings.flatMap(row => row.decision_id ?? []));
  const decisions = new Map<string, DbDecisionsRow>();
  for await (const chunk of inChunks([...ids])) {
    for (const row of await knex('decisions').whereIn('id', chunk)) {
      decisions.set(String(row.id), row);
    }
  }
  return decisions;
}

/** A vulnerability as documents tell of it. */
export function vulnerabilityOf(
  row: Pick<
    DbVulnerabilitiesRow,
    | 'key'
    | 'summary'
    | 'severity'
    | 'score'
    | 'vector'
    | 'published_at'
    | 'modified_at'
  >,
  names: readonly string[],
): IssuedDecision['vulnerability'] {
  const severity = severityOfNumber(row.severity);
  const rating = {
    ...(row.score !== null && { score: row.score }),
    ...(severity !== 'unknown' && { severity }),
    ...(row.vector && { method: methodOf(row.vector), vector: row.vector }),
  };
  return {
    id: row.key,
    aliases: names.filter(name => name !== row.key),
    source: sourceOf(row.key),
    ...(row.summary && { description: row.summary }),
    ...(row.published_at && { published: toIso(row.published_at) }),
    ...(row.modified_at && { updated: toIso(row.modified_at) }),
    ...(Object.keys(rating).length > 0 && { ratings: [rating] }),
  };
}

function methodOf(vector: string): string {
  if (vector.startsWith('CVSS:4')) return 'CVSSv4';
  if (vector.startsWith('CVSS:3.1')) return 'CVSSv31';
  return vector.startsWith('CVSS:3') ? 'CVSSv3' : 'CVSSv2';
}

/** The database that gives ids of such a form. */
function sourceOf(id: string): { name: string } {
  if (id.startsWith('CVE-')) return { name: 'NVD' };
  return { name: id.startsWith('GHSA-') ? 'GitHub Advisories' : 'OSV' };
}

function componentOf({
  purl,
  name,
  version,
  packageName,
  ecosystem,
  hashes,
}: Component): IssuedDecision['component'] {
  const [group, rest] =
    ecosystem === 'Maven'
      ? split(packageName, packageName.indexOf(':'), 1)
      : split(name, name.startsWith('@') ? name.indexOf('/') : -1, 1);
  return {
    purl,
    ...(group && { group }),
    name: rest,
    version,
    ...(hashes.length > 0 && { hashes }),
  };
}

/** What only a document knows that is gone from the archive. */
function plainComponent(purl: string): IssuedDecision['component'] {
  const { namespace, name, version = '' } = parsePurl(purl);
  return { purl, ...(namespace && { group: namespace }), name, version };
}

function split(text: string, at: number, gap: number): [string, string] {
  return at <= 0 ? ['', text] : [text.slice(0, at), text.slice(at + gap)];
}

function analysisOf(
  row: DbDecisionsRow,
): NonNullable<IssuedDecision['analysis']> {
  type Analysis = NonNullable<IssuedDecision['analysis']>;
  const responses: AnalysisResponse[] = JSON.parse(row.responses ?? '[]');
  return {
    state: row.verdict as Analysis['state'],
    ...(row.justification && { justification: row.justification }),
    responses,
    detail: row.reason,
    firstIssued: toIso(row.first_said_at ?? row.said_at ?? row.created_at),
    lastUpdated: toIso(row.said_at ?? row.decided_at ?? row.created_at),
  };
}
