import {
  hasAnalysis,
  type IssuedDecision,
  type IssuedDocument,
} from '../model/issued';
import { json } from '../model/json';

/** @public */
export interface CycloneDxVexOptions {
  specVersion: '1.6' | '1.7';
  /** `vex`: what was decided. `vdr`: every vulnerability, decided or not. */
  kind: 'vex' | 'vdr';
}

/**
 * Writes decisions, or all vulnerabilities, as CycloneDX JSON ("VEX", "VDR"), with the components
 * that they are about and their whole identity.
 *
 * @public
 */
export function writeCycloneDxVex(
  document: IssuedDocument,
  { specVersion, kind }: CycloneDxVexOptions,
): string {
  const { product, author, tool, uuid, version, updatedAt } = document;
  const decisions =
    kind === 'vex'
      ? document.decisions.filter(hasAnalysis)
      : document.decisions;
  return json({
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber: `urn:uuid:${uuid}`,
    version,
    metadata: {
      timestamp: updatedAt,
      tools: {
        components: [
          { type: 'application', name: tool.name, version: tool.version },
        ],
      },
      ...(author.namespace && {
        supplier: { name: author.name, url: [author.namespace] },
      }),
      component: {
        type: 'application',
        'bom-ref': 'product',
        name: product.name,
        ...(product.version && { version: product.version }),
        ...(product.purl && { purl: product.purl }),
        ...(product.bomLink && {
          externalReferences: [{ type: 'bom', url: product.bomLink }],
        }),
      },
    },
    components: componentsOf(decisions),
    vulnerabilities: grouped(decisions).map(toVulnerability),
  });
}

function componentsOf(decisions: readonly IssuedDecision[]) {
  const byPurl = new Map(
    decisions.map(({ component }) => [component.purl, component]),
  );
  return [...byPurl.values()].map(component => ({
    type: 'library',
    'bom-ref': component.purl,
    ...(component.group && { group: component.group }),
    name: component.name,
    version: component.version,
    ...(component.hashes?.length && {
      hashes: component.hashes.map(({ algorithm, value }) => ({
        alg: algorithm,
        content: value,
      })),
    }),
    ...(component.cpe && { cpe: component.cpe }),
    purl: component.purl,
  }));
}

/** What says the same of one vulnerability in several components is one entry. */
function grouped(decisions: readonly IssuedDecision[]): IssuedDecision[][] {
  const groups = new Map<string, IssuedDecision[]>();
  for (const decision of decisions) {
    const { vulnerability, analysis } = decision;
    const key = JSON.stringify([vulnerability.id, analysis ?? null]);
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.values()];
}

function toVulnerability([first, ...others]: IssuedDecision[], index: number) {
  const { vulnerability: named, analysis } = first;
  return {
    'bom-ref': `vulnerability-${index + 1}`,
    id: named.id,
    ...(named.source && { source: named.source }),
    ...(named.aliases?.length && {
      references: named.aliases.map(alias => ({
        id: alias,
        source: { name: sourceNameOf(alias) },
      })),
    }),
    ...(named.ratings?.length && { ratings: named.ratings }),
    ...(named.cwes?.length && { cwes: named.cwes }),
    ...(named.description && { description: named.description }),
    ...(named.recommendation && { recommendation: named.recommendation }),
    ...(named.published && { published: named.published }),
    ...(named.updated && { updated: named.updated }),
    ...(analysis && {
      analysis: {
        state: analysis.state,
        ...(analysis.justification && {
          justification: analysis.justification,
        }),
        ...(analysis.responses.length > 0 && { response: analysis.responses }),
        ...(analysis.detail && { detail: analysis.detail }),
        ...(analysis.firstIssued && { firstIssued: analysis.firstIssued }),
        ...(analysis.lastUpdated && { lastUpdated: analysis.lastUpdated }),
      },
    }),
    affects: [first, ...others].map(({ component }) => ({
      ref: component.purl,
      versions: [{ version: component.version, status: statusOf(analysis) }],
    })),
  };
}

function statusOf(analysis: IssuedDecision['analysis']) {
  switch (analysis?.state) {
    case 'not_affected':
    case 'false_positive':
    case 'resolved':
    case 'resolved_with_pedigree':
      return 'unaffected';
    case 'in_triage':
      return 'unknown';
    default:
      return 'affected';
  }
}

/** The database that gives ids of such a form. */
function sourceNameOf(id: string): string {
  if (/^CVE-/i.test(id)) return 'NVD';
  if (/^GHSA-/i.test(id)) return 'GitHub Advisories';
  return 'OSV';
}
