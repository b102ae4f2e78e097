import { byCodeUnit } from '../graph/graphBuilder';
import type { Inventory, Scope } from '../model';
import { type ComponentNode, componentNodes } from './componentNodes';
import type { DocumentMeta } from './documentMeta';
import { isSpdxExpression } from './licenseText';
import { writeSpdx3 } from './spdx3';
import {
  digest,
  documentComment,
  downloadLocation,
  namespaceOf,
  packageId,
  useComment,
  wholeSeconds,
} from './spdxParts';

const DOCUMENT_ID = 'SPDXRef-DOCUMENT';
const SUBJECT_ID = 'SPDXRef-Subject';
const NOASSERTION = 'NOASSERTION';

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

function toPackage(node: ComponentNode, licenses: OtherLicenses) {
  const { component } = node;
  return {
    SPDXID: packageId(node),
    name: component.name,
    ...(component.version && { versionInfo: component.version }),
    supplier: NOASSERTION,
    downloadLocation: downloadLocation(component) ?? NOASSERTION,
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
    comment: useComment(component),
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

function subjectPackage(
  { subject }: Inventory,
  { manufacturer }: DocumentMeta,
) {
  return {
    SPDXID: SUBJECT_ID,
    name: subject.name,
    ...(subject.version && { versionInfo: subject.version }),
    supplier: manufacturer ? `Organization: ${manufacturer}` : NOASSERTION,
    ...(manufacturer && { originator: `Organization: ${manufacturer}` }),
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

/** Persons and organizations answer for a document, tools make it (SPDX 2.3, clause 6.8). */
function creators({ authors = [], tools }: DocumentMeta): string[] {
  return [
    ...authors.map(({ kind, name }) => `${capitalized(kind)}: ${name}`),
    ...tools.map(({ name, version }) => `Tool: ${name}-${version}`),
  ];
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function writeSpdx2(inventory: Inventory, meta: DocumentMeta): string {
  const nodes = componentNodes(inventory);
  const licenses = new OtherLicenses();
  const packages = nodes.map(node => toPackage(node, licenses));
  const others = licenses.list();
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT_ID,
    name: inventory.subject.name,
    documentNamespace: namespaceOf(meta),
    creationInfo: {
      created: wholeSeconds(meta.timestamp),
      creators: creators(meta),
      ...(meta.context && { comment: capitalized(meta.context) }),
    },
    comment: documentComment(meta),
    packages: [subjectPackage(inventory, meta), ...packages],
    ...(others.length > 0 && { hasExtractedLicensingInfos: others }),
    relationships: relationships(nodes),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What {@link writeSpdx} can be asked for. @public */
export interface SpdxOptions {
  /** `2.3` (JSON) where nothing is said; `3.0` is JSON-LD. */
  specVersion?: '2.3' | '3.0';
}

/**
 * Writes the inventory as SPDX, 2.3 in JSON or 3.0 in JSON-LD. The same inventory and meta give the
 * same bytes, whatever the order of the manifests. Packages that depend on different things in
 * different manifests occur once for each, as in the CycloneDX document.
 *
 * @public
 */
export function writeSpdx(
  inventory: Inventory,
  meta: DocumentMeta,
  { specVersion = '2.3' }: SpdxOptions = {},
): string {
  return specVersion === '3.0'
    ? writeSpdx3(inventory, meta)
    : writeSpdx2(inventory, meta);
}
