import type { Component, Inventory, Scope } from '../model';
import { type ComponentNode, componentNodes } from './componentNodes';
import { phaseOf } from './cycloneDxPhases';
import {
  COVERAGE_PROPERTY,
  type DocumentMeta,
  statedProperties,
} from './documentMeta';
import { LazyList, mapped, prettyPieces } from './jsonPieces';
import { isSpdxExpression } from './licenseText';

const SUBJECT_REF = 'safety-curtain:subject';

interface Property {
  name: string;
  value: string;
}

/**
 * As CycloneDX's own generators have it; the property `safety-curtain:scope` is exact. What is not
 * known is left out.
 */
const SCOPES: Record<Scope, string | undefined> = {
  runtime: 'required',
  optional: 'optional',
  development: 'optional',
  unknown: undefined,
};

/** Group and name: the npm scope or Maven group is the group, as CycloneDX tools have it. */
function groupAndName({ name, packageName, ecosystem }: Component) {
  if (ecosystem === 'Maven') {
    const colon = packageName.indexOf(':');
    return {
      group: packageName.slice(0, colon),
      name: packageName.slice(colon + 1),
    };
  }
  const slash = name.indexOf('/');
  return name.startsWith('@') && slash > 0
    ? { group: name.slice(0, slash), name: name.slice(slash + 1) }
    : { name };
}

function componentProperties({ component }: ComponentNode): Property[] {
  const values: Array<[string, string | undefined]> = [
    ['direct', component.direct?.toString()],
    ['ecosystem', component.ecosystem],
    ['integrity', component.integrity],
    ['origin', component.origin],
    ['scope', component.scope],
  ];
  return values.flatMap(([name, value]) =>
    value ? { name: `safety-curtain:${name}`, value } : [],
  );
}

function licenses(license: string) {
  return isSpdxExpression(license)
    ? [{ expression: license }]
    : [{ license: { name: license } }];
}

function toComponent(node: ComponentNode) {
  const { component } = node;
  const scope = SCOPES[component.scope];
  return {
    type: 'library',
    'bom-ref': node.ref,
    ...groupAndName(component),
    ...(component.version && { version: component.version }),
    ...(scope && { scope }),
    ...(component.hashes.length > 0 && {
      hashes: component.hashes.map(({ algorithm, value }) => ({
        alg: algorithm,
        content: value,
      })),
    }),
    ...(component.license && { licenses: licenses(component.license) }),
    purl: component.purl,
    ...(component.vcsUrl && {
      externalReferences: [{ type: 'vcs', url: component.vcsUrl }],
    }),
    properties: componentProperties(node),
    evidence: {
      occurrences: node.paths.map(location => ({ location })),
    },
  };
}

/**
 * Says of which files the document knows the packages but not the edges between them, and where there
 * are files that it knows nothing of.
 */
function compositions(
  inventory: Inventory,
  nodes: readonly ComponentNode[],
  { properties }: DocumentMeta,
) {
  const flat = new Set(
    inventory.manifests.filter(m => m.graph === 'flat').map(m => m.path),
  );
  const refs = nodes
    .filter(({ paths }) => paths.every(path => flat.has(path)))
    .map(({ ref }) => ref);
  const all = [
    ...(properties?.[COVERAGE_PROPERTY] === 'partial'
      ? [{ aggregate: 'incomplete', assemblies: [SUBJECT_REF] }]
      : []),
    ...(refs.length > 0 ? [{ aggregate: 'unknown', dependencies: refs }] : []),
  ];
  return all.length > 0 ? all : undefined;
}

function* dependencies(nodes: readonly ComponentNode[]) {
  yield {
    ref: SUBJECT_REF,
    dependsOn: nodes
      .filter(({ component }) => component.direct)
      .map(({ ref }) => ref),
  };
  for (const { ref, dependsOn } of nodes) yield { ref, dependsOn };
}

/** Who answers for the document: an organization as its manufacturer, persons as authors. */
function parties({ authors = [] }: DocumentMeta) {
  const organization = authors.find(({ kind }) => kind === 'organization');
  const others = authors.filter(author => author !== organization);
  return {
    ...(others.length > 0 && { authors: others.map(({ name }) => ({ name })) }),
    ...(organization && { manufacturer: { name: organization.name } }),
  };
}

/** What {@link writeCycloneDx} can be asked for. @public */
export interface CycloneDxOptions {
  /** `1.6` where nothing is said. */
  specVersion?: '1.6' | '1.7';
}

/**
 * Writes the inventory as CycloneDX JSON, 1.6 or 1.7 (ECMA-424). The same inventory and meta give the same
 * bytes, whatever the order of the manifests.
 *
 * Refs are purls; see `componentNodes` for components whose dependencies differ between
 * manifests. `evidence.occurrences` names the files a component came from; a composition of aggregate
 * `unknown` lists the components of files that record no edges, and one of `incomplete` says that files
 * could not be read (the property `safety-curtain:coverage`).
 *
 * @public
 */
export function writeCycloneDx(
  inventory: Inventory,
  meta: DocumentMeta,
  options: CycloneDxOptions = {},
): string {
  return [...cycloneDxPieces(inventory, meta, options)].join('');
}

/** The text of {@link writeCycloneDx}, piece by piece. */
export function cycloneDxPieces(
  inventory: Inventory,
  meta: DocumentMeta,
  { specVersion = '1.6' }: CycloneDxOptions = {},
): Iterable<string> {
  const nodes = componentNodes(inventory);
  const { subject } = inventory;
  return prettyPieces({
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber: meta.serialNumber,
    version: meta.version ?? 1,
    metadata: {
      timestamp: meta.timestamp,
      ...(meta.context && {
        lifecycles: [{ phase: phaseOf(meta.context) }],
      }),
      tools: {
        components: meta.tools.map(({ name, version }) => ({
          type: 'application',
          name,
          version,
        })),
      },
      ...parties(meta),
      component: {
        type: 'application',
        'bom-ref': SUBJECT_REF,
        ...(meta.manufacturer && { manufacturer: { name: meta.manufacturer } }),
        name: subject.name,
        ...(subject.version && { version: subject.version }),
        ...(subject.description && { description: subject.description }),
        ...(subject.purl && { purl: subject.purl }),
      },
      properties: statedProperties(meta).map(([name, value]) => ({
        name,
        value,
      })),
    },
    components: new LazyList(() => mapped(nodes, toComponent)),
    dependencies: new LazyList(() => dependencies(nodes)),
    compositions: () => compositions(inventory, nodes, meta),
  });
}
