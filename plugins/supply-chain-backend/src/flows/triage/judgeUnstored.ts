import type { Verdict } from '@safety-curtain/policy';
import type { Component, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe, inChunks } from '../../database/dialect';
import type { DbVulnerabilitiesRow } from '../../database/tables';
import {
  analysesAbout,
  type StoredAnalysis,
} from '../../records/decisions/analyses';
import { standingOf } from '../../records/decisions/standing';
import { VULNERABILITY } from '../../records/findings/kinds';
import type { BomLinks } from '../../records/inventory/bomLinks';
import { relationNumber, scopeNumber } from '../../records/inventory/use';
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
import { verdictOn } from './judgeFinding';
import {
  type JudgedTarget,
  type ServiceLaw,
  unstoredFinding,
} from './unstoredFinding';

/** A component in one of the files. */
export interface Use {
  component: Component;
  manifest: string;
}

/** One vulnerability of one package, and where that is. */
interface Match {
  ranges: PackageRanges;
  vulnerability: PackageRanges['vulnerabilities'][number];
  uses: readonly Use[];
}

/** The same, with all that is known of the vulnerability and what is decided. */
export interface UnstoredFinding extends Match {
  row: DbVulnerabilitiesRow;
  /** All ids of the vulnerability. */
  names: readonly string[];
  verdict?: Verdict<StoredAnalysis>;
}

/**
 * What is known today of the packages of a build or of a release, and what is
 * decided about it in the service that it is of: people's decisions, VEX,
 * ignore files and rules, as they would count if it were the service.
 *
 * @param links - what documents call its components by, by their purls
 */
export async function judgeUnstored(
  knex: Knex,
  target: JudgedTarget,
  manifests: readonly Manifest[],
  law: ServiceLaw,
  now: Date,
  links: ReadonlyMap<string, BomLinks> = new Map(),
): Promise<UnstoredFinding[]> {
  const found = await matchManifests(knex, manifests);
  const ids = [...new Set(found.map(one => one.vulnerability.vulnerabilityId))];
  const [rows, names] = await Promise.all([
    vulnerabilitiesOf(knex, ids),
    aliasesOf(knex, ids),
  ]);
  const known = found.map(one => {
    const id = one.vulnerability.vulnerabilityId;
    return { ...one, row: rows.get(id)!, names: names.get(id) ?? [] };
  });
  const findings = known.map(one => asFinding(one, one, target, law, now));
  const analyses = await analysesAbout(knex, findings, now);
  const judged: UnstoredFinding[] = [];
  for (const [i, one] of known.entries()) {
    await breathe();
    const places = placesOf(one.uses, links);
    const occurrences = occurrencesOf(findings[i], places, manifests);
    const applying = analyses[i].filter(
      analysis => standingOf(analysis, occurrences) === 'applies',
    );
    const verdict = verdictOn(findings[i], applying, law, manifests, now);
    judged.push({ ...one, ...(verdict && { verdict }) });
  }
  return judged;
}

async function matchManifests(
  knex: Knex,
  manifests: readonly Manifest[],
): Promise<Match[]> {
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
  const found: Match[] = [];
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

/** How what is affected is used, as numbers: the smallest counts. */
export function useOf(uses: readonly Use[]): {
  scope: number;
  relation: number;
} {
  return {
    scope: Math.min(
      ...uses.map(({ component }) => scopeNumber(component.scope)),
    ),
    relation: Math.min(
      ...uses.map(({ component }) => relationNumber(component.direct)),
    ),
  };
}

/** Each once. */
export function versionsIn(uses: readonly Use[]): string[] {
  return [...new Set(uses.map(({ component }) => component.version))];
}

function asFinding(
  { ranges, vulnerability, uses }: Match,
  { row, names }: Pick<UnstoredFinding, 'row' | 'names'>,
  target: JudgedTarget,
  law: ServiceLaw,
  now: Date,
): TriageFinding {
  const versions = versionsIn(uses);
  return unstoredFinding(target, law, now, {
    ...useOf(uses),
    kind: VULNERABILITY,
    fingerprint: undefined,
    vulnerability_id: row.id,
    severity: row.severity,
    epss: row.epss ?? -1,
    epss_percentile: row.epss_percentile,
    known_exploited: row.known_exploited,
    fixable: versions.every(version => vulnerability.fixFor(version)),
    package_name: ranges.packageName,
    ecosystem: ranges.ecosystem,
    versions: JSON.stringify(versions),
    published_at: row.published_at,
    automatable: row.automatable,
    technical_impact: row.technical_impact,
    exploited_since: row.exploited_since,
    names: [...names],
  });
}

/** Of what has no SBOM that anybody could know it by. */
const NO_LINKS: BomLinks = { every: [], some: [] };

function placesOf(
  uses: readonly Use[],
  links: ReadonlyMap<string, BomLinks>,
): UsedPlace[] {
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
    bomLinks: links.get(purl) ?? NO_LINKS,
    manifests: paths,
  }));
}
