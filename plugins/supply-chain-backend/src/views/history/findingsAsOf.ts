import type {
  FindingAsOf,
  SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toDate, toIso } from '../../database/dialect';
import {
  severityOfNumber,
  toSeverityCounts,
} from '../../records/findings/severity';
import type { KnownComponent } from './ComponentKnowledge';
import { VulnerabilityKnowledge } from './VulnerabilityKnowledge';
import type {
  DbFindingsRow,
  DbVulnerabilityFindingsRow,
} from '../../database/tables';
import { kindOfNumber } from '../../records/findings/kinds';
import { versionsOf } from '../findings/triageFacts';

/** Events that say whether a finding is open. */
const TURNS = ['opened', 'reopened', 'resolved', 'closed'];

/** A vulnerability of a package, then or now. */
interface Known {
  packageId: number;
  vulnerabilityId: number;
  versions: Set<string>;
  finding?: Pick<
    DbFindingsRow,
    'id' | 'state' | 'first_seen_at' | 'resolved_at'
  >;
  then: boolean;
  now: boolean;
}

/**
 * Findings of a target at a time: vulnerabilities that were open then, and those
 * that today's advisories know of the very same package versions, by their risk;
 * then what tools had reported and was open, by its severity.
 */
export async function findingsAsOf(
  knex: Knex,
  targetId: number,
  components: Iterable<KnownComponent>,
  at: Date,
  knowledge = new VulnerabilityKnowledge(knex),
): Promise<FindingAsOf[]> {
  const versions = new Map<number, Set<string>>();
  const known = new Map<string, Known>();
  for (const { packageId, version, vulnerabilityIds } of components) {
    if (packageId === undefined) continue;
    const used = versions.get(packageId) ?? new Set();
    versions.set(packageId, used.add(version));
    for (const vulnerabilityId of vulnerabilityIds) {
      const one = entryOf(known, packageId, vulnerabilityId);
      one.now = true;
      one.versions.add(version);
    }
  }
  for (const finding of await findingsOf(knex, targetId, at)) {
    const {
      package_id: packageId,
      vulnerability_id: vulnerabilityId,
      turn,
    } = finding;
    const then = turn === 'opened' || turn === 'reopened';
    if (!then && !known.has(`${packageId}:${vulnerabilityId}`)) continue;
    const one = entryOf(known, packageId, vulnerabilityId);
    one.then = then;
    one.finding = finding;
    if (one.versions.size === 0) {
      one.versions = versions.get(packageId) ?? one.versions;
    }
  }
  return [
    ...(await present(knowledge, [...known.values()])),
    ...(await reportedAsOf(knex, targetId, at)),
  ];
}

function entryOf(
  known: Map<string, Known>,
  packageId: number,
  vulnerabilityId: number,
): Known {
  const key = `${packageId}:${vulnerabilityId}`;
  const found = known.get(key) ?? {
    packageId,
    vulnerabilityId,
    versions: new Set<string>(),
    then: false,
    now: false,
  };
  known.set(key, found);
  return found;
}

/** How many findings of each severity. */
export function countSeverities(findings: FindingAsOf[]): SeverityCounts {
  const counts = toSeverityCounts([]);
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Findings of vulnerabilities, each with the last turn that it had taken by then. */
async function findingsOf(
  knex: Knex,
  targetId: number,
  at: Date,
): Promise<
  (Pick<
    DbVulnerabilityFindingsRow,
    | 'id'
    | 'package_id'
    | 'vulnerability_id'
    | 'state'
    | 'first_seen_at'
    | 'resolved_at'
  > & { turn: string | null })[]
> {
  return knex('findings as f')
    .where('f.target_id', targetId)
    .whereNotNull('f.vulnerability_id')
    .select(
      'f.id',
      'f.package_id',
      'f.vulnerability_id',
      'f.state',
      'f.first_seen_at',
      'f.resolved_at',
      turnBy(knex, at),
    );
}

/** The last turn that a finding `f` had taken by a time. */
function turnBy(knex: Knex, at: Date) {
  return knex('finding_events as e')
    .whereRaw('e.finding_id = f.id')
    .whereIn('e.kind', TURNS)
    .where('e.at', '<=', at)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(1)
    .select('e.kind')
    .as('turn');
}

/** What tools had reported, as it was open then: of what came later nobody knows whether it was there. */
async function reportedAsOf(
  knex: Knex,
  targetId: number,
  at: Date,
): Promise<FindingAsOf[]> {
  const rows = await knex('findings as f')
    .join('tool_rules as r', 'r.id', 'f.rule_id')
    .where('f.target_id', targetId)
    .where('f.first_seen_at', '<=', at)
    .orderBy('f.severity', 'desc')
    .orderBy('f.id')
    .select('f.*', 'r.key', 'r.title', turnBy(knex, at));
  return rows
    .filter(({ turn }) => turn === 'opened' || turn === 'reopened')
    .map(row => ({
      id: String(row.id),
      kind: kindOfNumber(row.kind),
      advisory: row.key,
      aliases: [],
      summary: row.title ?? row.message ?? undefined,
      severity: severityOfNumber(row.severity),
      ...(row.package_id !== null && { package: row.package_name }),
      ...(row.place !== null && { place: JSON.parse(row.place) }),
      versions: versionsOf(row).filter(version => version !== ''),
      knownThen: true,
      knownNow: row.state !== 'resolved',
      firstSeenAt: toIso(row.first_seen_at),
      stateNow: row.state,
      resolvedAt: row.resolved_at ? toIso(row.resolved_at) : undefined,
    }));
}

async function present(
  knowledge: VulnerabilityKnowledge,
  known: Known[],
): Promise<FindingAsOf[]> {
  const vulnerabilities = await knowledge.vulnerabilities(
    known.map(one => one.vulnerabilityId),
  );
  const packages = await knowledge.packages(known.map(one => one.packageId));
  return known
    .map(one => ({
      one,
      vulnerability: vulnerabilities.get(one.vulnerabilityId)!,
    }))
    .sort(
      (a, b) =>
        b.vulnerability.risk - a.vulnerability.risk ||
        compare(a.vulnerability.key, b.vulnerability.key) ||
        a.one.packageId - b.one.packageId,
    )
    .map(({ one, vulnerability }) => ({
      id: one.finding && String(one.finding.id),
      kind: 'vulnerability' as const,
      advisory: vulnerability.key,
      aliases: vulnerability.names.filter(name => name !== vulnerability.key),
      summary: vulnerability.summary ?? undefined,
      severity: severityOfNumber(vulnerability.severity),
      package: packages.get(one.packageId)!,
      versions: [...one.versions].sort(),
      knownThen: one.then,
      knownNow: one.now,
      firstSeenAt: toIso(one.finding?.first_seen_at),
      publishedAt: toIso(vulnerability.published_at),
      stateNow: one.finding?.state,
      resolvedAt: one.finding?.resolved_at
        ? toDate(one.finding.resolved_at).toISOString()
        : undefined,
    }));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
