import { type Fields, InputError } from '@safety-curtain/input';
import { Part } from '../input/part';
import { Strings } from '../input/strings';
import { limits } from '../limits';
import { quoted, Warnings } from '../manifests/warnings';
import {
  namesOf,
  sharing,
  toCycloneDxComponent,
  withoutUndefined,
} from './cycloneDxComponent';
import { contextOfPhase } from './cycloneDxPhases';
import type { GenerationContext } from './documentMeta';
import { asBlankReason, BLANKS_PROPERTY } from './blanks';
import type {
  Sbom,
  SbomComponent,
  SbomDependency,
  SbomVulnerability,
} from './sbom';
import type { BlankReason } from './blanks';

const VERSIONS: ReadonlySet<string> = new Set(
  ['0', '1', '2', '3', '4', '5', '6', '7'].map(minor => `1.${minor}`),
);

/** Components and those nested in them, in document order. */
function flatten(document: Part, strings: Strings): SbomComponent[] {
  const components: SbomComponent[] = [];
  let index = 0;
  for (const top of document.content('components')) {
    const stack = [top];
    for (; stack.length > 0; index++) {
      const part = stack.pop()!;
      const component = toCycloneDxComponent(part, `component-${index}`);
      if (component) {
        components.push(sharing(component, strings));
      }
      if (components.length > limits.components) {
        throw new InputError(`more than ${limits.components} components`);
      }
      for (const nested of [...part.content('components')].reverse()) {
        stack.push(nested);
      }
    }
  }
  return components;
}

function dependenciesOf(document: Part, strings: Strings): SbomDependency[] {
  const dependencies: SbomDependency[] = [];
  let edges = 0;
  for (const item of document.content('dependencies')) {
    const ref = item.text('ref');
    if (ref === undefined) {
      item.warn('ref', 'is missing');
      continue;
    }
    const dependsOn = item.texts('dependsOn').map(text => strings.same(text));
    edges += dependsOn.length;
    if (edges > limits.edges) {
      throw new InputError(`more than ${limits.edges} dependency edges`);
    }
    dependencies.push({ ref: strings.same(ref), dependsOn });
  }
  return dependencies;
}

/** Tools as a list (to 1.4) or as components and services (from 1.5). */
function toolsOf(metadata: Part): string[] {
  const list = metadata.isPart('tools')
    ? ['components', 'services'].flatMap(name =>
        metadata.part('tools').parts(name),
      )
    : metadata.parts('tools');
  return list.flatMap(tool => {
    const name = tool.text('name');
    const version = tool.text('version');
    return name ? [version ? `${name} ${version}` : name] : [];
  });
}

/** Phases that have a word of CISA's; lifecycles that a document names itself have none. */
function contextsOf(metadata: Part): GenerationContext[] {
  return metadata
    .parts('lifecycles')
    .flatMap(item => contextOfPhase(item.text('phase')) ?? []);
}

function toVulnerability(item: Part): SbomVulnerability {
  const analysis = item.part('analysis');
  return {
    ...withoutUndefined({
      id: item.text('id'),
      source: item.part('source').text('name'),
      description: item.text('description'),
    }),
    ...(item.isPart('analysis') && {
      analysis: {
        ...withoutUndefined({
          state: analysis.text('state'),
          justification: analysis.text('justification'),
          detail: analysis.text('detail'),
        }),
        responses: analysis.texts('response'),
      },
    }),
    affects: item
      .parts('affects')
      .flatMap(affected => affected.text('ref') ?? []),
  };
}

/** Our own writer says why it leaves things out, by a property of the document. */
function blanksOf(metadata: Part): BlankReason | undefined {
  const property = metadata
    .parts('properties')
    .find(item => item.text('name') === BLANKS_PROPERTY);
  return asBlankReason(property?.text('value'));
}

/** A number in JSON, and a text in XML. */
function versionOf(version: unknown): string | undefined {
  return typeof version === 'number' || typeof version === 'string'
    ? String(version)
    : undefined;
}

/** CycloneDX 1.7 takes from 1.6 `manufacturer`, which was `manufacture` before. */
function supplierOf(metadata: Part): string | undefined {
  return ['supplier', 'manufacturer', 'manufacture']
    .map(name => metadata.part(name).text('name'))
    .find(name => name !== undefined);
}

/**
 * Reads a parsed CycloneDX document in the shape of its JSON form, versions 1.0 to 1.7 (ECMA-424 and
 * its predecessors).
 */
export function readCycloneDx(
  fields: Fields,
  encoding: 'json' | 'xml' = 'json',
): Sbom {
  const warnings = new Warnings();
  const document = new Part(fields, '', warnings);
  const specVersion = document.text('specVersion') ?? '';
  if (!VERSIONS.has(specVersion)) {
    throw new InputError(`CycloneDX ${quoted(specVersion)} is not supported`);
  }
  const metadata = document.part('metadata');
  const strings = new Strings();
  const subject = metadata.isPart('component')
    ? toCycloneDxComponent(metadata.part('component'), 'subject')
    : undefined;
  return {
    format: 'CycloneDX',
    encoding,
    specVersion,
    ...(subject && { subject }),
    components: flatten(document, strings),
    dependencies: dependenciesOf(document, strings),
    vulnerabilities: document.parts('vulnerabilities').map(toVulnerability),
    metadata: {
      ...withoutUndefined({
        id: document.text('serialNumber'),
        version: versionOf(fields.version),
        name: subject?.name,
        timestamp: metadata.text('timestamp'),
        supplier: supplierOf(metadata),
        blanks: blanksOf(metadata),
        signed: document.has('signature') || undefined,
      }),
      authors: namesOf([
        metadata.part('manufacturer'),
        ...metadata.parts('authors'),
      ]),
      contexts: contextsOf(metadata),
      tools: toolsOf(metadata),
    },
    warnings: warnings.list(),
  };
}
