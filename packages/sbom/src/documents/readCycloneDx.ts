import { InputError } from '../errors';
import { hexHash } from '../input/hashes';
import { type Fields, isFields, listOf, textOf } from '../input/shape';
import { limits } from '../limits';
import type { Hash } from '../model';
import { quoted, Warnings } from '../manifests/warnings';
import type { Sbom, SbomComponent, SbomDependency } from './sbom';

const VERSIONS = new Set(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7']);

function licensesOf(list: unknown): string[] {
  return listOf(list).flatMap(choice => {
    if (!isFields(choice)) {
      return [];
    }
    const license = isFields(choice.license) ? choice.license : {};
    return (
      textOf(license.id) ??
      textOf(license.name) ??
      textOf(choice.expression) ??
      []
    );
  });
}

function hashesOf(list: unknown): Hash[] {
  return listOf(list).flatMap(hash =>
    isFields(hash)
      ? hexHash(textOf(hash.alg) ?? '', textOf(hash.content) ?? '') ?? []
      : [],
  );
}

function toComponent(fields: Fields, index: number): SbomComponent | undefined {
  const name = textOf(fields.name);
  if (!name) {
    return undefined;
  }
  const group = textOf(fields.group);
  const purl = textOf(fields.purl);
  return {
    ref: textOf(fields['bom-ref']) ?? `component-${index}`,
    ...(group && { group }),
    name,
    version: textOf(fields.version) ?? '',
    ...(purl && { purl }),
    licenses: licensesOf(fields.licenses),
    hashes: hashesOf(fields.hashes),
  };
}

/** Components and those nested in them, in document order. */
function flatten(list: unknown, warnings: Warnings): SbomComponent[] {
  const components: SbomComponent[] = [];
  const stack = [...listOf(list)].reverse();
  for (let index = 0; stack.length > 0; index++) {
    const item = stack.pop();
    const component = isFields(item) ? toComponent(item, index) : undefined;
    if (component) {
      components.push(component);
    } else {
      warnings.add(`component ${index} has no name`);
    }
    if (components.length > limits.components) {
      throw new InputError(`more than ${limits.components} components`);
    }
    if (isFields(item)) {
      const nested = listOf(item.components);
      for (let i = nested.length - 1; i >= 0; i--) {
        stack.push(nested[i]);
      }
    }
  }
  return components;
}

function dependenciesOf(list: unknown): SbomDependency[] {
  let edges = 0;
  return listOf(list).flatMap(item => {
    const ref = isFields(item) ? textOf(item.ref) : undefined;
    if (!isFields(item) || ref === undefined) {
      return [];
    }
    const dependsOn = listOf(item.dependsOn).filter(
      (target): target is string => typeof target === 'string',
    );
    edges += dependsOn.length;
    if (edges > limits.edges) {
      throw new InputError(`more than ${limits.edges} dependency edges`);
    }
    return { ref, dependsOn };
  });
}

/** Tools as a list (to 1.4) or as components and services (from 1.5). */
function toolsOf(tools: unknown): string[] {
  const list = isFields(tools)
    ? [...listOf(tools.components), ...listOf(tools.services)]
    : listOf(tools);
  return list.flatMap(tool => {
    const name = isFields(tool) ? textOf(tool.name) : undefined;
    const version = isFields(tool) ? textOf(tool.version) : undefined;
    return name ? [version ? `${name} ${version}` : name] : [];
  });
}

/** Reads a parsed CycloneDX JSON document, versions 1.2 to 1.7. */
export function readCycloneDx(document: Fields): Sbom {
  const specVersion = textOf(document.specVersion) ?? '';
  if (!VERSIONS.has(specVersion)) {
    throw new InputError(`CycloneDX ${quoted(specVersion)} is not supported`);
  }
  const warnings = new Warnings();
  const metadata = isFields(document.metadata) ? document.metadata : {};
  const subject = isFields(metadata.component)
    ? toComponent(metadata.component, -1)
    : undefined;
  if (subject && !textOf((metadata.component as Fields)['bom-ref'])) {
    subject.ref = 'subject';
  }
  return {
    format: 'CycloneDX',
    specVersion,
    ...(subject && { subject }),
    components: flatten(document.components, warnings),
    dependencies: dependenciesOf(document.dependencies),
    metadata: {
      id: textOf(document.serialNumber),
      name: subject?.name,
      timestamp: textOf(metadata.timestamp),
      tools: toolsOf(metadata.tools),
    },
    warnings: warnings.list(),
  };
}
