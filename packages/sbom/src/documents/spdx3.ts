import { byCodeUnit } from '../graph/graphBuilder';
import type { Inventory, Scope } from '../model';
import { type ComponentNode, componentNodes } from './componentNodes';
import type { DocumentMeta } from './documentMeta';
import { LazyList, prettyPieces } from './jsonPieces';
import { isSpdxExpression } from './licenseText';
import {
  digest,
  documentComment,
  downloadLocation,
  idsByRef,
  namespaceOf,
  useComment,
  wholeSeconds,
} from './spdxParts';

const SPEC_VERSION = '3.0.1';
const CREATION = '_:creationinfo';

/** The individual that says that a license is not known to whoever made the document. */
const NO_ASSERTION = `https://spdx.org/rdf/${SPEC_VERSION}/terms/ExpandedLicensing/NoAssertionLicense`;

const AGENTS = { organization: 'Organization', person: 'Person' } as const;

/** How the subject needs what is direct: as a relationship, and in which part of its life. */
const DIRECT_USES: Record<Scope, { type: string; scope?: string }> = {
  runtime: { type: 'dependsOn' },
  // What is not known is a dependency all the same.
  unknown: { type: 'dependsOn' },
  development: { type: 'dependsOn', scope: 'development' },
  optional: { type: 'hasOptionalDependency' },
};

type Element = Record<string, unknown>;

/** Writes the elements of one document. */
class Spdx3Writer {
  private readonly namespace: string;
  private readonly licenses = new Map<string, Element>();
  private relationships = 0;

  constructor(
    private readonly inventory: Inventory,
    private readonly meta: DocumentMeta,
  ) {
    this.namespace = namespaceOf(meta);
  }

  pieces(): Iterable<string> {
    return prettyPieces({
      '@context': `https://spdx.org/rdf/${SPEC_VERSION}/spdx-context.jsonld`,
      '@graph': new LazyList(() => this.graph()),
    });
  }

  private *graph(): Generator<Element> {
    const nodes = componentNodes(this.inventory);
    const idOf = idsByRef(nodes);
    yield* this.making();
    yield this.document();
    yield this.sbom();
    yield this.subject();
    for (const node of nodes) yield this.toPackage(node, idOf(node.ref)!);
    yield* this.licenseElements();
    for (const node of nodes) yield* this.licensed(node, idOf(node.ref)!);
    yield* this.related(nodes, idOf);
  }

  private id(name: string): string {
    return `${this.namespace}#${name}`;
  }

  private element(type: string, name: string, more: Element): Element {
    return { type, spdxId: this.id(name), creationInfo: CREATION, ...more };
  }

  /** When, by whom and with what the document was made. */
  private making(): Element[] {
    const { authors = [], tools, timestamp } = this.meta;
    const agents = authors.map(({ kind, name }, index) =>
      this.element(AGENTS[kind], `Author-${index}`, { name }),
    );
    const toolElements = tools.map(({ name, version }, index) =>
      this.element('Tool', `Tool-${index}`, { name: `${name} ${version}` }),
    );
    // Someone must have made it: where no author is known, it was the program.
    const makers =
      agents.length > 0
        ? agents
        : tools.map(({ name, version }, index) =>
            this.element('SoftwareAgent', `Agent-${index}`, {
              name: `${name} ${version}`,
            }),
          );
    return [
      {
        type: 'CreationInfo',
        '@id': CREATION,
        specVersion: SPEC_VERSION,
        created: wholeSeconds(timestamp),
        createdBy: makers.map(({ spdxId }) => spdxId),
        createdUsing: toolElements.map(({ spdxId }) => spdxId),
      },
      ...makers,
      ...toolElements,
      ...this.manufacturer(),
    ];
  }

  private manufacturer(): Element[] {
    const { manufacturer } = this.meta;
    return manufacturer
      ? [this.element('Organization', 'Manufacturer', { name: manufacturer })]
      : [];
  }

  private document(): Element {
    return this.element('SpdxDocument', 'SPDXRef-DOCUMENT', {
      name: this.inventory.subject.name,
      comment: documentComment(this.meta),
      profileConformance: ['core', 'software', 'simpleLicensing'],
      dataLicense: 'https://spdx.org/licenses/CC0-1.0',
      rootElement: [this.id('SPDXRef-Sbom')],
    });
  }

  private sbom(): Element {
    const { context } = this.meta;
    return this.element('software_Sbom', 'SPDXRef-Sbom', {
      rootElement: [this.id('SPDXRef-Subject')],
      ...(context && { software_sbomType: [context] }),
    });
  }

  private subject(): Element {
    const { name, version, description, purl } = this.inventory.subject;
    return this.element('software_Package', 'SPDXRef-Subject', {
      name,
      ...(description && { description }),
      ...(this.meta.manufacturer && {
        suppliedBy: this.id('Manufacturer'),
        originatedBy: [this.id('Manufacturer')],
      }),
      software_primaryPurpose: 'application',
      ...(version && { software_packageVersion: version }),
      ...(purl && { software_packageUrl: purl }),
    });
  }

  private toPackage(
    { component, paths }: ComponentNode,
    name: string,
  ): Element {
    const location = downloadLocation(component);
    // The elements of licenses come before what relates them.
    this.licenseId(component.license);
    return this.element('software_Package', name, {
      name: component.name,
      comment: useComment(component),
      ...(component.hashes.length > 0 && {
        verifiedUsing: component.hashes.map(({ algorithm, value }) => ({
          type: 'Hash',
          algorithm: algorithm.replace('-', '').toLowerCase(),
          hashValue: value,
        })),
      }),
      software_primaryPurpose: 'library',
      ...(component.version && { software_packageVersion: component.version }),
      software_packageUrl: component.purl,
      ...(location && { software_downloadLocation: location }),
      software_sourceInfo: `found in ${paths.join(', ')}`,
    });
  }

  /** The id of a license's element, of which there is one for all packages that have it. */
  private licenseId(license: string | undefined): string {
    if (!license) {
      return NO_ASSERTION;
    }
    const name = `License-${digest(license)}`;
    if (!this.licenses.has(name)) {
      this.licenses.set(
        name,
        isSpdxExpression(license)
          ? this.element('simplelicensing_LicenseExpression', name, {
              simplelicensing_licenseExpression: license,
            })
          : this.element('simplelicensing_SimpleLicensingText', name, {
              name: license,
              simplelicensing_licenseText: license,
            }),
      );
    }
    return this.id(name);
  }

  private licenseElements(): Element[] {
    return [...this.licenses]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([, element]) => element);
  }

  private licensed(
    { component: { license } }: ComponentNode,
    from: string,
  ): Generator<Element> {
    const to = [this.licenseId(license)];
    return this.relate('Relationship', from, 'hasDeclaredLicense', to);
  }

  private *related(
    nodes: readonly ComponentNode[],
    idOf: (ref: string) => string | undefined,
  ): Generator<Element> {
    for (const scope of ['runtime', 'unknown', 'development', 'optional']) {
      const direct = nodes.filter(
        ({ component }) => component.direct && component.scope === scope,
      );
      const { type, scope: lifecycle } = DIRECT_USES[scope as Scope];
      yield* this.relate(
        lifecycle ? 'LifecycleScopedRelationship' : 'Relationship',
        'SPDXRef-Subject',
        type,
        direct.map(({ ref }) => this.id(idOf(ref)!)),
        lifecycle ? { scope: lifecycle } : {},
      );
    }
    for (const node of nodes) {
      const targets = node.dependsOn.map(target => this.id(idOf(target)!));
      const from = idOf(node.ref)!;
      yield* this.relate('Relationship', from, 'dependsOn', targets);
    }
  }

  /** The relationship, where it leads anywhere. */
  private *relate(
    elementType: string,
    from: string,
    relationshipType: string,
    to: readonly string[],
    more: Element = {},
  ): Generator<Element> {
    if (to.length === 0) return;
    const name = `Relationship-${this.relationships++}`;
    yield this.element(elementType, name, {
      from: this.id(from),
      relationshipType,
      to,
      ...more,
    });
  }
}

/**
 * The pieces of a document in SPDX 3.0 in JSON-LD, with an id of its own for each element; to be gone
 * through once.
 */
export function spdx3Pieces(
  inventory: Inventory,
  meta: DocumentMeta,
): Iterable<string> {
  return new Spdx3Writer(inventory, meta).pieces();
}
