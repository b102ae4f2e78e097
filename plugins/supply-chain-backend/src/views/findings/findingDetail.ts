import { NotFoundError } from '@backstage/errors';
import { compareVersions } from '@safety-curtain/advisories';
import type { ScopedDuePolicy } from '@safety-curtain/policy';
import { type Manifest, Override, overrideOf } from '@safety-curtain/sbom';
import type {
  FindingDetail,
  PathList,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import { readVulnerability } from '../vulnerabilities/vulnerabilityViews';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toBoolean, toIso } from '../../database/dialect';
import type { DbDecisionsRow, Flag } from '../../database/tables';
import { pathsTo } from '../components/paths';
import { directOf, scopeOf } from '../../records/inventory/use';
import { currentSnapshots } from '../../records/inventory/snapshots';
import {
  analysesAbout,
  pausedUntil,
  toAnalysis,
} from '../../records/decisions/analyses';
import { standingOf } from '../../records/decisions/standing';
import { readDecisionRow } from '../../records/decisions/decisionStore';
import { dueOf } from '../../records/findings/dueDates';
import { toDecision } from '../decisions/decisionViews';
import { affectedPlaces, GraphWanted, occurrencesOf } from './occurrences';
import { ticketsOfFinding } from '../tickets/ticketViews';
import { factsOfFindings, type TriageFinding } from './triageFacts';
import { AffectedComponent, componentsOf } from './affectedComponents';
import { FindingRow, selectFindings, toFindings } from './findingRows';
import { findingsNearby, readClaims, sourceUrlOf } from './reportedDetail';
import { severityOfNumber } from '../../records/findings/severity';

/** Events of one finding that are shown. */
const MAX_EVENTS = 200;

async function readRow(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<FindingRow> {
  const select = selectFindings(knex).where('f.id', id);
  applyTargetFilter(select, targets);
  const row = await select.first();
  if (!row) throw new NotFoundError(`No finding ${id}`);
  return row;
}

/** By what is told when a finding is due, and what was decided about it. */
export interface TriageKnowledge {
  duePolicies: readonly ScopedDuePolicy[];
  /** What depends on what in a target. */
  manifests: (targetId: number) => Promise<Manifest[]>;
  now: Date;
}

/** One finding with all that is known of it. */
export async function readFinding(
  knex: Knex,
  id: string,
  targets: TargetFilter,
  by: TriageKnowledge,
): Promise<FindingDetail> {
  const row = await readRow(knex, id, targets);
  const [finding] = await toFindings(knex, [row]);
  const affected = (await componentsOf(knex, [row])).get(Number(row.id)) ?? [];
  const upgrade = upgradeOf(row, affected);
  return {
    finding,
    ...(row.vulnerability_id === null
      ? { rule: await readRule(knex, row.rule_id!) }
      : {
          vulnerability: await readVulnerability(knex, row.advisory, targets),
        }),
    components: byPurl(affected),
    sourceUrl: await sourceUrlOf(knex, row),
    reported: await readClaims(knex, row),
    nearby: await findingsNearby(knex, row),
    upgrade,
    alsoClears: upgrade ? await clearedBy(knex, row, upgrade.to) : [],
    ...(await readTriage(knex, id, by)),
    tickets: await ticketsOfFinding(knex, id, targets),
    history: await readHistory(knex, id),
  };
}

/** What a tool says of its rule. */
async function readRule(
  knex: Knex,
  id: number,
): Promise<NonNullable<FindingDetail['rule']>> {
  const row = (await knex('tool_rules').where('id', id).first())!;
  return {
    tool: row.tool,
    name: row.name,
    title: row.title ?? undefined,
    description: row.description ?? undefined,
    helpUri: row.help_uri ?? undefined,
    cwes: JSON.parse(row.cwes),
  };
}

/** When it is due and why, and what was decided about it. */
async function readTriage(
  knex: Knex,
  id: string,
  { duePolicies, manifests, now }: TriageKnowledge,
): Promise<Pick<FindingDetail, 'due' | 'decision' | 'alsoSaid'>> {
  const [finding] = await factsOfFindings(knex, [id]);
  const said = await saidOf(knex, finding, manifests, now);
  const counts =
    finding.decision_id === null
      ? undefined
      : await readDecisionRow(knex, String(finding.decision_id));
  const { due, policy } = dueOf(finding, duePolicies);
  return {
    due: {
      ...due,
      facts: due.facts.map(fact => ({
        ...fact,
        ...(fact.name === 'exposed' &&
          !fact.assumed && { because: finding.exposure_because }),
      })),
      changes: [...due.changes],
      policy: policy.name,
      pausedUntil: counts && pauseOf(counts, finding.needs_review),
    },
    decision: counts && toDecision(counts, undefined, now),
    alsoSaid: said
      .filter(({ row }) => String(row.id) !== String(counts?.id))
      .map(({ row, standing }) => ({
        ...toDecision(row, undefined, now),
        standing,
      })),
  };
}

interface Said {
  row: DbDecisionsRow;
  standing: 'applies' | 'information';
}

/** Decisions in force that are about a finding, and how they stand to it. */
async function saidOf(
  knex: Knex,
  finding: TriageFinding,
  manifests: TriageKnowledge['manifests'],
  now: Date,
): Promise<Said[]> {
  const [about] = await analysesAbout(knex, [finding], now);
  if (about.length === 0) return [];
  const places = await affectedPlaces(knex, [finding]);
  const affected = places.get(Number(finding.id)) ?? [];
  const weigh = (graph?: readonly Manifest[]) => {
    const occurrences = occurrencesOf(finding, affected, graph);
    return about.flatMap((analysis): Said[] => {
      const standing = standingOf(analysis, occurrences);
      return standing === 'no' ? [] : [{ row: analysis.row, standing }];
    });
  };
  try {
    return weigh();
  } catch (error) {
    if (!(error instanceof GraphWanted)) throw error;
    return weigh(await manifests(finding.target_id));
  }
}

function pauseOf(row: DbDecisionsRow, needsReview: Flag): string | undefined {
  const decision = toAnalysis(row);
  const standing = toBoolean(needsReview) ? 'needs-review' : 'holds';
  return pausedUntil({ decision, standing });
}

/** How the affected versions come into the target. */
export async function readFindingPaths(
  knex: Knex,
  archive: Archive,
  id: string,
  targets: TargetFilter,
): Promise<PathList> {
  const row = await readRow(knex, id, targets);
  const affected = (await componentsOf(knex, [row])).get(Number(row.id)) ?? [];
  return pathsTo(
    archive,
    await currentSnapshots(knex, row.target_id),
    affected.map(component => component.purl),
  );
}

function byPurl(affected: AffectedComponent[]): FindingDetail['components'] {
  const components = new Map<string, AffectedComponent[]>();
  for (const one of affected) {
    components.set(one.purl, [...(components.get(one.purl) ?? []), one]);
  }
  return [...components.values()].map(uses => {
    const [{ purl, version, fixedVersion, clearVersion }] = uses;
    return {
      purl,
      version,
      fixedVersion,
      clearVersion,
      direct: directOf(Math.min(...uses.map(use => use.relation))),
      scope: scopeOf(Math.min(...uses.map(use => use.scope))),
      manifests: uses.map(use => use.manifest),
    };
  });
}

/**
 * The lowest version that is clear of every known vulnerability of the package,
 * and the lowest that is clear of this one; of several affected versions, what
 * is enough for each.
 */
function upgradeOf(
  row: FindingRow,
  affected: AffectedComponent[],
): FindingDetail['upgrade'] {
  const { ecosystem } = row;
  if (ecosystem === null) return undefined;
  const fixed = highest(
    ecosystem,
    affected.map(component => component.fixedVersion),
  );
  const to =
    highest(
      ecosystem,
      affected.map(component => component.clearVersion),
    ) ?? fixed;
  if (to === undefined) return undefined;
  return {
    package: row.package_name,
    from: [...new Set(affected.map(component => component.version))],
    to,
    fixed,
    overrides: overridesOf(row.package_name, affected, to),
  };
}

/** Undefined where a version is missing: an upgrade to none is no upgrade. */
function highest(
  ecosystem: string,
  versions: (string | undefined)[],
): string | undefined {
  if (versions.length === 0 || versions.includes(undefined)) return undefined;
  return (versions as string[]).reduce((a, b) =>
    compareVersions(ecosystem, a, b) >= 0 ? a : b,
  );
}

/** How to force the version in each manifest in which nobody asks for the package. */
function overridesOf(
  packageName: string,
  affected: AffectedComponent[],
  version: string,
): Override[] {
  const direct = new Set(
    affected.filter(one => directOf(one.relation)).map(one => one.manifest),
  );
  const overrides = new Map<string, Override>();
  for (const { manifest: path, format, version: from } of affected) {
    if (direct.has(path)) continue;
    const override = overrideOf({ path, format }, packageName, version, {
      from,
    });
    if (override) overrides.set(`${override.file}\n${override.text}`, override);
  }
  return [...overrides.values()];
}

/** Other open findings of the package that the version is at or beyond the fix of. */
async function clearedBy(
  knex: Knex,
  row: FindingRow,
  version: string,
): Promise<NonNullable<FindingDetail['alsoClears']>> {
  const others: FindingRow[] = await selectFindings(knex)
    .where({
      'f.target_id': row.target_id,
      'f.package_id': row.package_id,
      'f.state': 'open',
    })
    .whereNot('f.id', row.id)
    .orderBy([{ column: 'f.risk', order: 'desc' }, { column: 'f.id' }])
    .limit(200);
  const components = await componentsOf(knex, others);
  return others
    .filter(other => {
      const affected = components.get(Number(other.id)) ?? [];
      return (
        affected.length > 0 &&
        affected.every(
          ({ fixedVersion }) =>
            fixedVersion !== undefined &&
            compareVersions(row.ecosystem!, fixedVersion, version) <= 0,
        )
      );
    })
    .map(other => ({
      id: String(other.id),
      advisory: other.advisory,
      severity: severityOfNumber(other.severity),
    }));
}

async function readHistory(
  knex: Knex,
  id: string,
): Promise<FindingDetail['history']> {
  const rows = await knex('finding_events')
    .where('finding_id', id)
    .orderBy('id', 'desc')
    .limit(MAX_EVENTS)
    .select('at', 'kind', 'scan_id', 'detail', 'decision_id');
  return rows.map(row => ({
    at: toIso(row.at)!,
    kind: row.kind,
    scanId: row.scan_id ?? undefined,
    detail: row.detail ?? undefined,
    decisionId: row.decision_id === null ? undefined : String(row.decision_id),
  }));
}
