import {
  type Fields,
  fieldsOf,
  InputError,
  isFields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { SbomError } from '../errors';
import { byCodeUnit } from '../graph/graphBuilder';
import { hexHash } from '../input/hashes';
import { compactItems, joined, mapped } from './jsonPieces';
import type {
  Component,
  Hash,
  Inventory,
  Manifest,
  Origin,
  Scope,
} from '../model';

/** Raised with every change that an older reader would misread. */
const FORMAT_VERSION = 1;

const SCOPES: readonly Scope[] = [
  'runtime',
  'development',
  'optional',
  'unknown',
];
/** Whether a component is direct, as it is stored; left out for what is not. */
const DIRECT = 1;
const MAYBE_DIRECT = 'unknown';
const ORIGINS: readonly Origin[] = [
  'registry',
  'git',
  'file',
  'url',
  'workspace',
];

/** A component as stored: short keys, defaults left out, purls as indexes into one table. */
function pack(component: Component, indexOf: ReadonlyMap<string, number>) {
  const { name, version, packageName, scope, ecosystem, origin } = component;
  return {
    p: indexOf.get(component.purl),
    n: name,
    ...(version && { v: version }),
    ...(packageName !== name && { k: packageName }),
    ...(ecosystem && { e: ecosystem }),
    ...(component.direct !== false && {
      d: component.direct ? DIRECT : MAYBE_DIRECT,
    }),
    ...(scope !== 'runtime' && { s: scope }),
    ...(origin && { o: origin }),
    ...(component.hashes.length > 0 && {
      h: component.hashes.map(hash => [hash.algorithm, hash.value]),
    }),
    ...(component.integrity && { i: component.integrity }),
    ...(component.license && { l: component.license }),
    ...(component.vcsUrl && { u: component.vcsUrl }),
    ...(component.dependsOn.length > 0 && {
      x: component.dependsOn.map(purl => indexOf.get(purl)),
    }),
  };
}

/**
 * Writes the inventory as one compact JSON document, from which {@link parseInventory} gives it back
 * exactly. The order of manifests and components is kept.
 *
 * @public
 */
export function serializeInventory(inventory: Inventory): string {
  return [...inventoryPieces(inventory)].join('');
}

/** The text of {@link serializeInventory}, piece by piece. @public */
export function inventoryPieces(inventory: Inventory): Iterable<string> {
  return joined(piecesOf(inventory));
}

function* piecesOf({ subject, manifests }: Inventory): Generator<string> {
  const table = purlsOf(manifests);
  const indexOf = new Map(table.map((purl, index) => [purl, index]));
  const head = {
    inventory: FORMAT_VERSION,
    subject: {
      name: subject.name,
      version: subject.version,
      purl: subject.purl,
      description: subject.description,
    },
  };
  yield `${opened(head)},"purls":`;
  yield* compactItems(table);
  yield ',"manifests":[';
  let before = '';
  for (const manifest of manifests) {
    yield `${before}${opened(aboutManifest(manifest))},"components":`;
    yield* compactItems(
      mapped(manifest.components, component => pack(component, indexOf)),
    );
    yield '}';
    before = ',';
  }
  yield ']}';
}

/** An object that has members, to which more are to come. */
function opened(fields: object): string {
  return JSON.stringify(fields).slice(0, -1);
}

function aboutManifest({ path, format, root, graph, warnings }: Manifest) {
  return {
    path,
    format,
    ...(root && { root: { name: root.name, version: root.version } }),
    graph,
    warnings,
  };
}

/** All package URLs that components have or depend on, each once, sorted. */
function purlsOf(manifests: readonly Manifest[]): string[] {
  const purls = new Set<string>();
  for (const { components } of manifests) {
    for (const { purl, dependsOn } of components) {
      purls.add(purl);
      dependsOn.forEach(target => purls.add(target));
    }
  }
  return [...purls].sort(byCodeUnit);
}

function oneOf<T extends string>(
  value: unknown,
  allowed: readonly T[],
): T | undefined {
  return allowed.find(item => item === value);
}

function unpack(value: unknown, table: readonly unknown[]): Component {
  const fields = fieldsOf(value, 'a component');
  const purlAt = (index: unknown): string => {
    const purl = typeof index === 'number' ? textOf(table[index]) : undefined;
    if (purl === undefined) {
      throw new InputError('a component refers to a purl that is not there');
    }
    return purl;
  };
  const name = textOf(fields.n) ?? '';
  const ecosystem = textOf(fields.e);
  const origin = oneOf(fields.o, ORIGINS);
  const integrity = textOf(fields.i);
  const license = textOf(fields.l);
  const vcsUrl = textOf(fields.u);
  return {
    purl: purlAt(fields.p),
    name,
    version: textOf(fields.v) ?? '',
    packageName: textOf(fields.k) ?? name,
    ...(ecosystem && { ecosystem }),
    direct: fields.d === MAYBE_DIRECT ? undefined : fields.d === DIRECT,
    scope: oneOf(fields.s, SCOPES) ?? 'runtime',
    hashes: listOf(fields.h).map(unpackHash),
    ...(integrity && { integrity }),
    ...(license && { license }),
    ...(origin && { origin }),
    ...(vcsUrl && { vcsUrl }),
    dependsOn: listOf(fields.x).map(purlAt),
  };
}

/** What becomes of the items of a list, none of which is left in it: of a large one, few are there twice. */
function eachTaken<T>(value: unknown, make: (item: unknown) => T): T[] {
  const list = listOf(value);
  return list.map((item, index) => {
    list[index] = undefined;
    return make(item);
  });
}

function unpackHash(pair: unknown): Hash {
  const [algorithm, value] = listOf(pair).map(item => textOf(item) ?? '');
  const hash = hexHash(algorithm ?? '', value ?? '');
  if (!hash) {
    throw new InputError('a hash is malformed');
  }
  return hash;
}

function unpackManifest(value: unknown, table: readonly unknown[]): Manifest {
  const fields = fieldsOf(value, 'a manifest');
  return {
    path: textOf(fields.path) ?? '',
    format: textOf(fields.format) ?? '',
    ...(isFields(fields.root) && { root: named(fields.root) }),
    graph: fields.graph === 'full' ? 'full' : 'flat',
    components: eachTaken(fields.components, item => unpack(item, table)),
    warnings: listOf(fields.warnings).map(String),
  };
}

function named(fields: Fields): { name?: string; version?: string } {
  const name = textOf(fields.name);
  const version = textOf(fields.version);
  return { ...(name && { name }), ...(version && { version }) };
}

/**
 * Reads what {@link serializeInventory} wrote.
 *
 * @throws SbomError for any other text, or a version of the format that is not known
 *
 * @public
 */
export function parseInventory(text: string): Inventory {
  try {
    // Many manifests, each within its limits, may make one document that is beyond them.
    const json = readJson(text, Number.POSITIVE_INFINITY);
    const document = fieldsOf(json, 'the inventory');
    if (document.inventory !== FORMAT_VERSION) {
      throw new InputError('an unknown version of the inventory format');
    }
    const subject = fieldsOf(document.subject, 'the subject');
    const purl = textOf(subject.purl);
    const description = textOf(subject.description);
    const table = listOf(document.purls);
    return {
      subject: {
        name: '',
        ...named(subject),
        ...(purl && { purl }),
        ...(description && { description }),
      },
      manifests: eachTaken(document.manifests, item =>
        unpackManifest(item, table),
      ),
    };
  } catch (error) {
    const reason =
      error instanceof InputError ? error.message : 'the text cannot be read';
    throw new SbomError(`not an inventory: ${reason}`);
  }
}
