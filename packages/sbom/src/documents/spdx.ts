import { byCodeUnit } from '../graph/graphBuilder';
import type { Inventory, Scope } from '../model';
import { type ComponentNode, componentNodes } from './componentNodes';
import type { DocumentMeta } from './documentMeta';
import { LazyList, prettyPieces } from './jsonPieces';
import { isSpdxExpression } from './licenseText';
import { spdx3Pieces } from './spdx3';
import {
  digest,
  documentComment,
  downloadLocation,
  idsByRef,
  namespaceOf,
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

  /** Undefined where there are none. */
  list() {
    if (this.texts.size === 0) return undefined;
    return [...this.texts]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([licenseId, text]) => ({
        licenseId,
        name: text,
        extractedText: text,
      }));
  }
}

function toPackage(node: ComponentNode, id: string, licenses: OtherLicenses) {
  const { component } = node;
  return {
    SPDXID: id,
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

function* relationships(
  nodes: readonly ComponentNode[],
  idOf: (ref: string) => string | undefined,
): Generator<Relationship> {
  yield {
    spdxElementId: DOCUMENT_ID,
    relationshipType: 'DESCRIBES',
    relatedSpdxElement: SUBJECT_ID,
  };
  for (const node of nodes) {
    const id = idOf(node.ref)!;
    if (node.component.direct) {
      yield subjectRelationship(id, node.component.scope);
    }
    for (const target of node.dependsOn) {
      yield {
        spdxElementId: id,
        relationshipType: 'DEPENDS_ON',
        relatedSpdxElement: idOf(target)!,
      };
    }
  }
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

function spdx2Pieces(
  inventory: Inventory,
  meta: DocumentMeta,
): Iterable<string> {
  const nodes = componentNodes(inventory);
  const idOf = idsByRef(nodes);
  const licenses = new OtherLicenses();
  return prettyPieces({
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
    packages: new LazyList(function* packages() {
      yield subjectPackage(inventory, meta);
      for (const node of nodes) {
        yield toPackage(node, idOf(node.ref)!, licenses);
      }
    }),
    // Which there are is known once the packages are written.
    hasExtractedLicensingInfos: () => licenses.list(),
    relationships: new LazyList(() => relationships(nodes, idOf)),
  });
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
  options: SpdxOptions = {},
): string {
  return [...spdxPieces(inventory, meta, options)].join('');
}

/** The text of {@link writeSpdx}, piece by piece. */
export function spdxPieces(
  inventory: Inventory,
  meta: DocumentMeta,
  { specVersion = '2.3' }: SpdxOptions = {},
): Iterable<string> {
  return specVersion === '3.0'
    ? spdx3Pieces(inventory, meta)
    : spdx2Pieces(inventory, meta);
}
