import { allowanceOf, inspectionRules } from '@safety-curtain/inspect';
import {
  type GatedThings,
  type GateFinding,
  gatedThings,
  type GateNote,
  type ReportedThing,
  reportedThings,
} from '@safety-curtain/policy';
import type { ReportedSource, SourceReport } from '@safety-curtain/reports';
import { sourceReportOf } from '@safety-curtain/reports';
import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe, inChunks, toBoolean } from '../../database/dialect';
import { analysesAbout } from '../../records/decisions/analyses';
import { asksForPlaces } from '../../records/decisions/standing';
import { kindNumber, VULNERABILITY } from '../../records/findings/kinds';
import { severityNumber } from '../../records/findings/severity';
import { relationNumber, scopeNumber } from '../../records/inventory/use';
import type { InspectionOptions } from '../inspect/options';
import { manifestRisks } from '../risk/manifestRisks';
import type { PackageRiskOptions } from '../risk/options';
import { verdictOn } from '../triage/judgeFinding';
import { type ServiceLaw, unstoredFinding } from '../triage/unstoredFinding';
import type { GatedTarget } from './Gates';
import { decisionIn } from './decisionIn';

/** By what is judged what tools say of a build. */
export interface ReportedGround {
  knex: Knex;
  packages: PackageRiskOptions;
  inspections: InspectionOptions;
}

/** A build, with what is said of it. */
export interface ReportedBuild {
  manifests: readonly Manifest[];
  reported: ReportedSource;
}

/** The words of an allowance of the configuration. */
const ALLOWED = 'let be by supplyChain.inspections.secrets.allow';

/**
 * What tools, inspections and risks of packages say of a build that is stored
 * nowhere, and what is decided about it in the service that it is of: what
 * would be decided were it the service.
 *
 * @param known - what advisories say of it
 */
export async function buildReported(
  { knex, packages, inspections }: ReportedGround,
  target: GatedTarget,
  { manifests, reported }: ReportedBuild,
  known: readonly GateFinding[],
  law: ServiceLaw,
  now: Date,
): Promise<GatedThings & { notLookedAt: GateNote[] }> {
  const reports: SourceReport[] = [...reported.reports];
  const notLookedAt: GateNote[] = [];
  if (packages.enabled) {
    const { locks } = reported;
    const risks = await manifestRisks(
      knex,
      { manifests, locks },
      packages,
      now,
    );
    reports.push(sourceReportOf(risks));
    notLookedAt.push(...cutOf(risks));
  }
  const things = reportedThings(reports, target.entity_ref);
  const decided = await decidedAbout(knex, things, target, law, now);
  const exploited = await exploitationOf(knex, things);
  const gated = gatedThings(things, {
    known,
    exploitation: names => {
      const found = names.map(name => exploited.get(name)).filter(Boolean);
      return {
        knownExploited: found.some(one => one!.knownExploited),
        ...(found[0]?.epss && { epss: found[0].epss }),
      };
    },
    decided: thing => allowedBy(thing, inspections, now) ?? decided.get(thing),
  });
  return { ...gated, notLookedAt };
}

/** What is told of a report whose results are not all there. */
export function cutOf({
  tool,
  cut,
}: {
  tool: { name: string };
  cut?: { read: number; total: number };
}): GateNote[] {
  if (!cut) return [];
  const reason = `only ${cut.read} of ${cut.total} results are judged`;
  return [{ at: tool.name, reason }];
}

/** A secret that inspections let be, and no other tool found: what others find is decided about. */
function allowedBy(
  { results }: ReportedThing,
  { allow }: InspectionOptions,
  now: Date,
): GateFinding['decided'] {
  const reasons = results.map(({ tool, result: { place, rule, secretHash } }) =>
    inspectionRules.has(tool.id) && place && secretHash !== undefined
      ? allowanceOf(allow, { path: place.path, rule, secretHash }, now)?.reason
      : undefined,
  );
  return reasons.every(reason => reason !== undefined)
    ? { as: 'dismissed', words: `${ALLOWED}: ${reasons[0]}` }
    : undefined;
}

async function decidedAbout(
  knex: Knex,
  things: readonly ReportedThing[],
  target: GatedTarget,
  law: ServiceLaw,
  now: Date,
): Promise<Map<ReportedThing, GateFinding['decided']>> {
  const findings = things.map(thing => asFinding(thing, target, law, now));
  const analyses = await analysesAbout(knex, findings, now);
  const decided = new Map<ReportedThing, GateFinding['decided']>();
  for (const [i, thing] of things.entries()) {
    await breathe();
    const applying = analyses[i].filter(
      analysis =>
        !asksForPlaces(analysis) &&
        // Who decides about a rule decides about what is known by it alone,
        // whichever of several tools is told of first.
        (analysis.row.finding_fingerprint !== null ||
          findings[i].kind === VULNERABILITY ||
          thing.names.every(name => name === analysis.row.vulnerability)),
    );
    // No path leads to what is no package.
    const verdict = verdictOn(findings[i], applying, law, [], now);
    decided.set(thing, decisionIn(verdict).decided);
  }
  return decided;
}

/** As `records/findings/reportedFindings.ts` would store it. */
function asFinding(
  { fingerprint, results, names }: ReportedThing,
  target: GatedTarget,
  law: ServiceLaw,
  now: Date,
) {
  const [{ result: first }] = results;
  const severities = results.map(each => severityNumber(each.result.severity));
  const { kind, place, package: pkg } = first;
  return unstoredFinding(target, law, now, {
    kind: kindNumber(kind),
    fingerprint,
    vulnerability_id: null,
    severity: Math.max(...severities),
    epss: -1,
    epss_percentile: null,
    known_exploited: results.some(
      each => each.result.vulnerability?.knownExploited === true,
    ),
    scope: scopeNumber('runtime'),
    relation: relationNumber(true),
    fixable: results.some(
      each => (each.result.package?.fixedVersions.length ?? 0) > 0,
    ),
    package_name: pkg?.name ?? place?.path ?? '',
    ecosystem: pkg?.ecosystem ?? null,
    versions: JSON.stringify(pkg?.version ? [pkg.version] : []),
    published_at: null,
    automatable: null,
    technical_impact: null,
    exploited_since: null,
    names: [...names],
  });
}

/** What is known here of vulnerabilities that tools name, by their names. */
async function exploitationOf(
  knex: Knex,
  things: readonly ReportedThing[],
): Promise<Map<string, Pick<GateFinding, 'epss' | 'knownExploited'>>> {
  const names = new Set(
    things.flatMap(({ results }) =>
      results.flatMap(({ result: { vulnerability } }) =>
        vulnerability ? [vulnerability.id, ...vulnerability.aliases] : [],
      ),
    ),
  );
  const known = new Map<string, Pick<GateFinding, 'epss' | 'knownExploited'>>();
  for await (const chunk of inChunks([...names])) {
    const rows = await knex('vulnerability_names as n')
      .join('vulnerabilities as v', 'v.id', 'n.vulnerability_id')
      .whereIn('n.name', chunk)
      .select('n.name', 'v.known_exploited', 'v.epss', 'v.epss_percentile');
    for (const { name, epss, ...row } of rows) {
      const { epss_percentile: percentile } = row;
      known.set(name, {
        knownExploited: toBoolean(row.known_exploited),
        ...(epss !== null &&
          percentile !== null && { epss: { probability: epss, percentile } }),
      });
    }
  }
  return known;
}
