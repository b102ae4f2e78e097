import { createHash } from 'crypto';
import { byCodeUnit } from '../graph/graphBuilder';
import type { Component, Inventory, Scope } from '../model';
import { type ComponentNode, componentNodes } from './componentNodes';
import type { DocumentMeta } from './documentMeta';
import { isSpdxExpression } from './licenseText';

const DOCUMENT_ID = 'SPDXRef-DOCUMENT';
const SUBJECT_ID = 'SPDXRef-Subject';
const NOASSERTION = 'NOASSERTION';

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** SPDX ids allow letters, digits, `.` and `-` only (SPDX 2.3, clause 7.2); the hash keeps them apart. */
function packageId({ ref, component }: ComponentNode): string {
  const label = `${component.name}-${component.version}`
    .replace(/[^a-zA-Z0-9.-]+/g, '-')
    .slice(0, 80);
  return `SPDXRef-Package-${label}-${digest(ref)}`;
}

/** Declared licenses that are no SPDX expression become license references with their text. */
class OtherLicenses {
  private readonly texts = new Map<string, string>();

  declare(license: string | undefined): string {
    if (!license) {
      return NOASSERTION;
    }
    if (isSpdxExpression(license)) {
      return license;
    }
    const id = `LicenseRef-${digest(license)}`;
    this.texts.set(id, license);
    return id;
  }

  list() {
    return [...this.texts]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([licenseId, text]) => ({
        licenseId,
        name: text,
        extractedText: text,
      }));
  }
}

function downloadLocation({ vcsUrl }: Component): string {
  // A location without a transport is no SPDX download location.
  return vcsUrl && /^(?:git|git\+[a-z]+|https?):\/\//.test(vcsUrl)
    ? vcsUrl
    : NOASSERTION;
}

function toPackage(node: ComponentNode, licenses: OtherLicenses) {
  const { component } = node;
  return {
    SPDXID: packageId(node),
    name: component.name,
    ...(component.version && { versionInfo: component.version }),
    supplier: NOASSERTION,
    downloadLocation: downloadLocation(component),
    filesAnalyzed: false,
    ...(component.hashes.length > 0 && {
      checksums: component.hashes.map(({ algorithm, value }) => ({
        algorithm: algorithm.replace('-', ''),
        checksumValue: value,
      })),
    }),
    sourceInfo: `found in ${node.paths.join(', ')}`,
    licenseConcluded: NOASSERTION,
    licenseDeclared: licenses.declare(component.license),
    copyrightText: NOASSERTION,
    comment: [
      `scope: ${component.scope}`,
      useOf(component.direct),
      ...(component.origin ? [`origin: ${component.origin}`] : []),
    ].join('; '),
    externalRefs: [
      {
        referenceCategory: 'PACKAGE-MANAGER',
        referenceType: 'purl',
        referenceLocator: component.purl,
      },
    ],
    primaryPackagePurpose: 'LIBRARY',
  };
}

interface Relationship {
  spdxElementId: string;
  relationshipType: string;
  relatedSpdxElement: string;
}

function useOf(direct: boolean | undefined): string {
  if (direct === undefined) {
    return 'unknown';
  }
  return direct ? 'direct' : 'transitive';
}

/**
 * Direct dependencies by scope; SPDX writes the weaker ones from the dependency's side. What is not
 * known is a dependency all the same.
 */
function subjectRelationship(id: string, scope: Scope): Relationship {
  if (scope === 'runtime' || scope === 'unknown') {
    return {
      spdxElementId: SUBJECT_ID,
      relationshipType: 'DEPENDS_ON',
      relatedSpdxElement: id,
    };
  }
  return {
    spdxElementId: id,
    relationshipType:
      scope === 'development' ? 'DEV_DEPENDENCY_OF' : 'OPTIONAL_DEPENDENCY_OF',
    relatedSpdxElement: SUBJECT_ID,
  };
}

function relationships(nodes: readonly ComponentNode[]): Relationship[] {
  const ids = new Map(nodes.map(node => [node.ref, packageId(node)]));
  const list: Relationship[] = [
    {
      spdxElementId: DOCUMENT_ID,
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: SUBJECT_ID,
    },
  ];
  for (const node of nodes) {
    const id = ids.get(node.ref)!;
    if (node.component.direct) {
      list.push(subjectRelationship(id, node.component.scope));
    }
    for (const target of node.dependsOn) {
      list.push({
        spdxElementId: id,
        relationshipType: 'DEPENDS_ON',
        relatedSpdxElement: ids.get(target)!,
      });
    }
  }
  return list;
}

function subjectPackage({ subject }: Inventory) {
  return {
    SPDXID: SUBJECT_ID,
    name: subject.name,
    ...(subject.version && { versionInfo: subject.version }),
    supplier: NOASSERTION,
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    licenseConcluded: NOASSERTION,
    licenseDeclared: NOASSERTION,
    copyrightText: NOASSERTION,
    ...(subject.description && { description: subject.description }),
    ...(subject.purl && {
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: subject.purl,
        },
      ],
    }),
    primaryPackagePurpose: 'APPLICATION',
  };
}

function documentComment(meta: DocumentMeta): string | undefined {
  const lines = Object.entries(meta.properties ?? {})
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, value]) => `${name}: ${value}`);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** SPDX wants whole seconds, in UTC (SPDX 2.3, clause 6.9). */
function wholeSeconds(timestamp: string): string {
  return new Date(timestamp).toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Writes the inventory as SPDX 2.3 JSON. The same inventory and meta give the same bytes, whatever
 * the order of the manifests. Packages that depend on different things in different manifests occur
 * once for each, as in the CycloneDX document.
 *
 * @public
 */
export function writeSpdx(inventory: Inventory, meta: DocumentMeta): string {
  const nodes = componentNodes(inventory);
  const licenses = new OtherLicenses();
  const packages = nodes.map(node => toPackage(node, licenses));
  const others = licenses.list();
  const comment = documentComment(meta);
  const namespace =
    meta.namespace ??
    `https://spdx.org/spdxdocs/${meta.serialNumber.replace(/^urn:uuid:/, '')}`;
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT_ID,
    name: inventory.subject.name,
    documentNamespace: namespace,
    creationInfo: {
      created: wholeSeconds(meta.timestamp),
      creators: meta.tools.map(
        ({ name, version }) => `Tool: ${name}-${version}`,
      ),
    },
    ...(comment && { comment }),
    packages: [subjectPackage(inventory), ...packages],
    ...(others.length > 0 && { hasExtractedLicensingInfos: others }),
    relationships: relationships(nodes),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
