import { type Fields, InputError, isFields } from '@safety-curtain/input';
import { integrityHashes } from '../input/hashes';
import { Part } from '../input/part';
import { limits } from '../limits';
import { quoted, Warnings } from '../manifests/warnings';
import type { Hash } from '../model';
import { isPurl } from '../purl';
import { hashesIn, nameInPurl, withoutUndefined } from './cycloneDxComponent';
import type { Sbom, SbomComponent, SbomDependency } from './sbom';

/** Major versions of Syft's schema in which all that is read here has had its place. */
const VERSION = /^([3-9]|1[0-6])\.\d+\.\d+$/;

/** Where Syft publishes its schema. */
const SCHEMA = /\banchore\/syft\b/;

/** Whether a document is Syft's own: it names the schema that it follows. */
export function isSyft(document: Fields): boolean {
  const { schema } = document;
  return (
    isFields(schema) &&
    typeof schema.url === 'string' &&
    SCHEMA.test(schema.url)
  );
}

interface Licenses {
  licenses: string[];
  concludedLicenses: string[];
}

/** Texts before version 9 of the schema, objects since. */
function licensesOf(artifact: Part): Licenses {
  const found: Licenses = { licenses: [], concludedLicenses: [] };
  const items = artifact.list('licenses');
  if (items.every(item => typeof item === 'string')) {
    return { ...found, licenses: artifact.texts('licenses') };
  }
  for (const item of artifact.parts('licenses')) {
    const text = item.text('spdxExpression') ?? item.text('value');
    if (text) {
      const isConcluded = item.text('type') === 'concluded';
      found[isConcluded ? 'concludedLicenses' : 'licenses'].push(text);
    }
  }
  return found;
}

/** Texts before version 16 of the schema, objects with their source since. */
function cpeOf(artifact: Part): string | undefined {
  const [first] = artifact.list('cpes');
  return typeof first === 'string'
    ? first
    : artifact.parts('cpes').at(0)?.text('cpe');
}

/** Hashes of the archive, as lock files of npm and archives of Java have them. */
function hashesOf(metadata: Part): Hash[] {
  return [
    ...integrityHashes(metadata.text('integrity')),
    ...hashesIn(metadata, 'digest', 'algorithm', 'value'),
  ];
}

function toComponent(artifact: Part, index: number): SbomComponent | undefined {
  const purl = artifact.text('purl');
  const name = artifact.text('name') ?? nameInPurl(purl);
  if (!artifact.text('name')) {
    artifact.warn('name', 'is missing');
  }
  if (!name) {
    return undefined;
  }
  if (purl && !isPurl(purl)) {
    artifact.warn('purl', 'is not a valid package URL');
  }
  const metadata = artifact.part('metadata');
  return {
    ref: artifact.text('id') ?? `component-${index}`,
    path: artifact.path,
    name,
    version: artifact.text('version') ?? '',
    ...withoutUndefined({
      type: artifact.text('type'),
      purl,
      cpe: cpeOf(artifact),
      author: metadata.text('author'),
    }),
    ...licensesOf(artifact),
    hashes: hashesOf(metadata),
  };
}

/** What was looked at: its name is of its own since version 9 of the schema, and `target` before. */
function subjectOf(source: Part): SbomComponent | undefined {
  const target = source.isPart('target') ? source.part('target') : undefined;
  const name =
    source.text('name') ??
    target?.text('userInput') ??
    (target ? undefined : source.text('target'));
  if (!name) {
    return undefined;
  }
  return {
    ref: source.text('id') ?? 'subject',
    path: source.path,
    name,
    version: source.text('version') ?? '',
    ...withoutUndefined({
      type: source.text('type'),
      supplier: source.text('supplier'),
    }),
    licenses: [],
    concludedLicenses: [],
    hashes: [],
  };
}

/** In Syft's words the parent is the dependency, and the child what depends on it. */
function dependenciesOf(document: Part): SbomDependency[] {
  const relationships = [...document.content('artifactRelationships')];
  if (relationships.length > limits.edges) {
    throw new InputError(`more than ${limits.edges} relationships`);
  }
  const targets = new Map<string, Set<string>>();
  for (const item of relationships) {
    const dependency = item.text('parent');
    const dependent = item.text('child');
    if (item.text('type') === 'dependency-of' && dependency && dependent) {
      const known = targets.get(dependent) ?? new Set();
      targets.set(dependent, known.add(dependency));
    }
  }
  return [...targets].map(([ref, dependsOn]) => ({
    ref,
    dependsOn: [...dependsOn],
  }));
}

/**
 * Reads a parsed document of Syft's own JSON, versions 3 to 16 of its schema. Files are left out;
 * what only lies in the same place (`contains`, `ownership-by-file-overlap`) is no dependency.
 *
 * @throws InputError for another version, and where it has no list of artifacts
 */
export function readSyft(fields: Fields): Sbom {
  const warnings = new Warnings();
  const document = new Part(fields, '', warnings);
  const specVersion = document.part('schema').text('version') ?? '';
  if (!VERSION.test(specVersion)) {
    throw new InputError(
      `version ${quoted(specVersion)} of Syft's JSON is not supported`,
    );
  }
  if (!document.has('artifacts')) {
    throw new InputError('artifacts is missing');
  }
  const artifacts = [...document.content('artifacts')];
  if (artifacts.length > limits.components) {
    throw new InputError(`more than ${limits.components} packages`);
  }
  const components = artifacts.flatMap(
    (item, index) => toComponent(item, index) ?? [],
  );
  const subject = subjectOf(document.part('source'));
  const descriptor = document.part('descriptor');
  const tool = descriptor.text('name');
  const toolVersion = descriptor.text('version');
  return {
    format: 'Syft',
    encoding: 'json',
    specVersion,
    ...(subject && { subject }),
    components,
    dependencies: dependenciesOf(document),
    vulnerabilities: [],
    metadata: {
      ...withoutUndefined({
        name: subject?.name,
        timestamp: descriptor.text('timestamp'),
        supplier: subject?.supplier,
      }),
      authors: [],
      contexts: [],
      tools: tool ? [toolVersion ? `${tool} ${toolVersion}` : tool] : [],
    },
    warnings: warnings.list(),
  };
}
