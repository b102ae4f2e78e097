import { isMalicious } from '@safety-curtain/advisories';
import type { GateFinding, Verdict } from '@safety-curtain/policy';
import {
  type Component,
  type Manifest,
  stepsBefore,
} from '@safety-curtain/sbom';
import { isSettled } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { breathe, inChunks, toBoolean } from '../../database/dialect';
import type { DbVulnerabilitiesRow } from '../../database/tables';
import {
  analysesAbout,
  type StoredAnalysis,
} from '../../records/decisions/analyses';
import { standingOf } from '../../records/decisions/standing';
import { VULNERABILITY } from '../../records/findings/kinds';
import { severityOfNumber } from '../../records/findings/severity';
import {
  directOf,
  relationNumber,
  scopeNumber,
  scopeOf,
} from '../../records/inventory/use';
import {
  type PackageRanges,
  packageRangesOf,
} from '../../records/vulnerabilities/packageRanges';
import { aliasesOf } from '../../records/vulnerabilities/vulnerabilityNames';
import {
  occurrencesOf,
  type UsedPlace,
} from '../../views/findings/occurrences';
import type { TriageFinding } from '../../views/findings/triageFacts';
import { type Law, verdictOn } from '../triage/judgeFinding';
import type { GatedTarget } from './Gates';
import { decidedOf, fixOf } from './storedFindings';

/** A component in one of the files of a build. */
interface Use {
  component: Component;
  manifest: string;
}

/** One vulnerability of one package of a build. */
interface BuildFinding {
  ranges: PackageRanges;
  vulnerability: PackageRanges['vulnerabilities'][number];
  uses: readonly Use[];
}

/** In larger files no path is told: each is gone through in one turn. */
const LARGEST_WITH_PATHS = 20_000;

/** How packages come in, the shortest way; each file is gone through once. */
class Paths {
  readonly #manifests: ReadonlyMap<string, Manifest>;
  readonly #steps = new Map<string, ReturnType<typeof stepsBefore>>();

  constructor(manifests: readonly Manifest[]) {
    this.#manifests = new Map(
      manifests
        .filter(({ components }) => components.length <= LARGEST_WITH_PATHS)
        .map(manifest => [manifest.path, manifest]),
    );
  }

  /** Undefined for what is direct, and where no way is known. */
  to({ component: { purl }, manifest: path }: Use): string[] | undefined {
    const manifest = this.#manifests.get(path);
    if (!manifest) return undefined;
    const steps = this.#steps.get(path) ?? stepsBefore(manifest);
    this.#steps.set(path, steps);
    const way = [purl];
    for (
      let step = steps.get(purl);
      step !== undefined;
      step = steps.get(step)
    ) {
      way.unshift(step);
    }
    return way.length > 1 ? way : undefined;
  }
}

/** By what findings of a build are decided. */
export interface BuildLaw extends Law {
  owners: readonly string[];
}

/**
 * What is known of the packages of a build that is stored nowhere, and what is
 * decided about it in the service that it is of: people's decisions, VEX,
 * ignore files and rules, as they would count if it were the service.
 */
export async function buildFindings(
  knex: Knex,
  target: GatedTarget,
  manifests: readonly Manifest[],
  law: BuildLaw,
  now: Date,
): Promise<GateFinding[]> {
  const found = await matchBuild(knex, manifests);
  const ids = [...new Set(found.map(one => one.vulnerability.vulnerabilityId))];
  const [rows, names] = await Promise.all([
    vulnerabilitiesOf(knex, ids),
    aliasesOf(knex, ids),
  ]);
  const judged = found.map(one => {
    const id = one.vulnerability.vulnerabilityId;
    const known = { row: rows.get(id)!, names: names.get(id) ?? [] };
    return { one, known, finding: asFinding(one, known, target, law, now) };
  });
  const analyses = await analysesAbout(
    knex,
    judged.map(({ finding }) => finding),
    now,
  );
  const paths = new Paths(manifests);
  const findings: GateFinding[] = [];
  for (const [i, { one, known, finding }] of judged.entries()) {
    await breathe();
    const occurrences = occurrencesOf(finding, placesOf(one.uses), manifests);
    const applying = analyses[i].filter(
      analysis => standingOf(analysis, occurrences) === 'applies',
    );
    const verdict = verdictOn(finding, applying, law, manifests, now);
    findings.push(toGateFinding(one, known, paths, verdict));
  }
  return findings;
}

async function matchBuild(
  knex: Knex,
  manifests: readonly Manifest[],
): Promise<BuildFinding[]> {
  const uses = new Map<string, Use[]>();
  for (const { path, components } of manifests) {
    for (const component of components) {
      if (!component.ecosystem) continue;
      const key = `${component.ecosystem}\0${component.packageName}`;
      const list = uses.get(key) ?? [];
      uses.set(key, list);
      list.push({ component, manifest: path });
    }
  }
  const packages = [...uses.values()].map(([{ component }]) => ({
    ecosystem: component.ecosystem!,
    packageName: component.packageName,
  }));
  const found: BuildFinding[] = [];
  for (const ranges of await packageRangesOf(knex, packages)) {
    const all = uses.get(`${ranges.ecosystem}\0${ranges.packageName}`) ?? [];
    for (const vulnerability of ranges.vulnerabilities) {
      await breathe();
      const affected = all.filter(({ component }) =>
        vulnerability.affects(component.version),
      );
      if (affected.length > 0) {
        found.push({ ranges, vulnerability, uses: affected });
      }
    }
  }
  return found;
}

async function vulnerabilitiesOf(
  knex: Knex,
  ids: readonly number[],
): Promise<Map<number, DbVulnerabilitiesRow>> {
  const rows = new Map<number, DbVulnerabilitiesRow>();
  for await (const some of inChunks(ids)) {
    for (const row of await knex('vulnerabilities').whereIn('id', some)) {
      rows.set(row.id, row);
    }
  }
  return rows;
}

interface Known {
  row: DbVulnerabilitiesRow;
  names: readonly string[];
}

/** How the build uses what is affected, as numbers: the smallest counts. */
function useOf(uses: readonly Use[]): { scope: number; relation: number } {
  return {
    scope: Math.min(
      ...uses.map(({ component }) => scopeNumber(component.scope)),
    ),
    relation: Math.min(
      ...uses.map(({ component }) => relationNumber(component.direct)),
    ),
  };
}

function versionsIn(uses: readonly Use[]): string[] {
  return [...new Set(uses.map(({ component }) => component.version))];
}

/** What a finding of the service would be, were the build the service. */
function asFinding(
  { ranges, vulnerability, uses }: BuildFinding,
  { row, names }: Known,
  target: GatedTarget,
  law: BuildLaw,
  now: Date,
): TriageFinding {
  const versions = versionsIn(uses);
  return {
    ...target,
    ...useOf(uses),
    id: 0,
    target_id: target.id,
    kind: VULNERABILITY,
    fingerprint: undefined,
    vulnerability_id: row.id,
    state: 'open' as const,
    severity: row.severity,
    epss: row.epss ?? -1,
    epss_percentile: row.epss_percentile,
    known_exploited: row.known_exploited,
    fixable: versions.every(version => vulnerability.fixFor(version)),
    package_name: ranges.packageName,
    ecosystem: ranges.ecosystem,
    versions: JSON.stringify(versions),
    first_seen_at: now,
    triage_changes: 0,
    decision_id: null,
    needs_review: false,
    exposure: 0,
    exposure_because: '',
    published_at: row.published_at,
    automatable: row.automatable,
    technical_impact: row.technical_impact,
    exploited_since: row.exploited_since,
    names: [...names],
    owners: [...law.owners],
    tags: JSON.parse(target.tags) as string[],
  };
}

/** A build has no SBOM that anybody could know it by. */
const NO_LINKS = { every: [], some: [] };

function placesOf(uses: readonly Use[]): UsedPlace[] {
  const manifests = new Map<Component, { path: string }[]>();
  const byPurl = new Map<string, Component>();
  for (const { component, manifest } of uses) {
    const one = byPurl.get(component.purl) ?? component;
    byPurl.set(component.purl, one);
    manifests.set(one, [...(manifests.get(one) ?? []), { path: manifest }]);
  }
  return [...manifests].map(([{ purl, version }, paths]) => ({
    purl,
    version,
    bomLinks: NO_LINKS,
    manifests: paths,
  }));
}

function toGateFinding(
  { ranges, vulnerability, uses }: BuildFinding,
  { row, names }: Known,
  paths: Paths,
  verdict: Verdict<StoredAnalysis> | undefined,
): GateFinding {
  const { scope, relation } = useOf(uses);
  const direct = directOf(relation);
  const versions = versionsIn(uses);
  const { key, summary, score, epss, epss_percentile: percentile } = row;
  const path = paths.to(uses[0]);
  return {
    vulnerability: key,
    aliases: names.filter(name => name !== key),
    ...(summary !== null && { summary }),
    ecosystem: ranges.ecosystem,
    package: ranges.packageName,
    versions,
    severity: severityOfNumber(row.severity),
    ...(score !== null && { score }),
    knownExploited: toBoolean(row.known_exploited),
    malicious: names.some(isMalicious),
    ...(epss !== null &&
      percentile !== null && { epss: { probability: epss, percentile } }),
    // What is not there yet is due by no day.
    overdue: false,
    ...fixOf(
      versions.map(version => ({
        fixedVersion: vulnerability.fixFor(version),
        clearVersion: ranges.clearAbove(version),
      })),
    ),
    scope: scopeOf(scope),
    ...(direct !== undefined && { direct }),
    manifests: [...new Set(uses.map(({ manifest }) => manifest))],
    ...(path && { path }),
    ...decisionIn(verdict),
  };
}

function decisionIn(
  verdict: Verdict<StoredAnalysis> | undefined,
): Pick<GateFinding, 'decided'> {
  if (!verdict) return {};
  const { row, analysis } = verdict.decision;
  return decidedOf({
    state: isSettled(analysis) ? 'dismissed' : 'open',
    verdict: row.verdict,
    responses: row.responses,
    reason: row.reason,
    needs_review: verdict.standing === 'needs-review',
  });
}
