import { InputError } from '../errors';
import { hexHash } from '../input/hashes';
import { type Fields, isFields, listOf, textOf } from '../input/shape';
import { limits } from '../limits';
import { quoted, Warnings } from '../manifests/warnings';
import type { Sbom, SbomComponent, SbomDependency } from './sbom';

const DOCUMENT_ID = 'SPDXRef-DOCUMENT';

/** `DEV_DEPENDENCY_OF` and its kin point from the dependency to what depends on it. */
const REVERSED =
  /^(?:(?:DEV|BUILD|TEST|OPTIONAL|RUNTIME|PROVIDED)_)?DEPENDENCY_OF$/;

function stated(text: unknown): string | undefined {
  const value = textOf(text);
  return value === 'NOASSERTION' || value === 'NONE' ? undefined : value;
}

function purlOf(fields: Fields): string | undefined {
  for (const item of listOf(fields.externalRefs)) {
    if (isFields(item) && item.referenceType === 'purl') {
      return textOf(item.referenceLocator);
    }
  }
  return undefined;
}

function toComponent(fields: Fields, index: number): SbomComponent | undefined {
  const name = textOf(fields.name);
  if (!name) {
    return undefined;
  }
  const purl = purlOf(fields);
  const license =
    stated(fields.licenseDeclared) ?? stated(fields.licenseConcluded);
  return {
    ref: textOf(fields.SPDXID) ?? `component-${index}`,
    name,
    version: textOf(fields.versionInfo) ?? '',
    ...(purl && { purl }),
    licenses: license ? [license] : [],
    hashes: listOf(fields.checksums).flatMap(item =>
      isFields(item)
        ? hexHash(
            textOf(item.algorithm) ?? '',
            textOf(item.checksumValue) ?? '',
          ) ?? []
        : [],
    ),
  };
}

/** Ids that the document says it describes: a list of SPDX 2.2, or relationships. */
function describedIds(document: Fields, relationships: Fields[]): Set<string> {
  const ids = listOf(document.documentDescribes).filter(
    (id): id is string => typeof id === 'string',
  );
  for (const item of relationships) {
    const from = textOf(item.spdxElementId);
    const to = textOf(item.relatedSpdxElement);
    if (item.relationshipType === 'DESCRIBES' && from === DOCUMENT_ID && to) {
      ids.push(to);
    }
    if (
      item.relationshipType === 'DESCRIBED_BY' &&
      to === DOCUMENT_ID &&
      from
    ) {
      ids.push(from);
    }
  }
  return new Set(ids);
}

function dependenciesOf(relationships: Fields[]): SbomDependency[] {
  if (relationships.length > limits.edges) {
    throw new InputError(`more than ${limits.edges} relationships`);
  }
  const targets = new Map<string, Set<string>>();
  for (const item of relationships) {
    const type = textOf(item.relationshipType) ?? '';
    const reversed = REVERSED.test(type);
    if (!reversed && type !== 'DEPENDS_ON') {
      continue;
    }
    const ends = [textOf(item.spdxElementId), textOf(item.relatedSpdxElement)];
    const [from, to] = reversed ? ends.reverse() : ends;
    if (from && to) {
      const known = targets.get(from) ?? new Set();
      targets.set(from, known.add(to));
    }
  }
  return [...targets].map(([ref, dependsOn]) => ({
    ref,
    dependsOn: [...dependsOn],
  }));
}

/** Reads a parsed SPDX JSON document, versions 2.2 and 2.3. */
export function readSpdx(document: Fields): Sbom {
  const version = /^SPDX-(2\.[23])$/.exec(textOf(document.spdxVersion) ?? '');
  if (!version) {
    const given = quoted(String(document.spdxVersion));
    throw new InputError(`SPDX version ${given} is not supported`);
  }
  const warnings = new Warnings();
  const relationships = listOf(document.relationships).filter(isFields);
  const packages = listOf(document.packages);
  if (packages.length > limits.components) {
    throw new InputError(`more than ${limits.components} packages`);
  }
  const components = packages.flatMap((item, index) => {
    const component = isFields(item) ? toComponent(item, index) : undefined;
    if (!component) {
      warnings.add(`package ${index} has no name`);
    }
    return component ?? [];
  });
  const described = describedIds(document, relationships);
  const roots = components.filter(({ ref }) => described.has(ref));
  const subject = roots.length === 1 ? roots[0] : undefined;
  const creation = isFields(document.creationInfo) ? document.creationInfo : {};
  return {
    format: 'SPDX',
    specVersion: version[1],
    ...(subject && { subject }),
    // A document about one package alone has that package as its content.
    components:
      components.length > 1
        ? components.filter(component => component !== subject)
        : components,
    dependencies: dependenciesOf(relationships),
    metadata: {
      id: textOf(document.documentNamespace),
      name: textOf(document.name),
      timestamp: textOf(creation.created),
      tools: listOf(creation.creators).flatMap(creator => {
        const tool = /^Tool: *(.+)$/.exec(textOf(creator) ?? '');
        return tool ? [tool[1].replace(/-(?=[^-]*$)/, ' ')] : [];
      }),
    },
    warnings: warnings.list(),
  };
}
