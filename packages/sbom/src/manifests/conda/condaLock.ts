import {
  asText,
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash } from '../../input/hashes';
import type { Hash, Scope, Sibling } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import { scopeByName } from '../namesOfUse';
import {
  indexPackage,
  normalizeName,
  sourcePackage,
} from '../python/pypiPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Warnings } from '../warnings';
import { condaPackage, nameOfSpec, parseArchiveUrl } from './condaPackage';

interface Entry {
  key: string;
  /** Of the packages that it can depend on: those of its platform. */
  platform: string;
  manager: string;
  name: string;
  scope: Scope;
  fields: Fields;
}

function hashesOf({ hash }: Fields): Hash[] {
  return entriesOf(hash).flatMap(
    ([algorithm, value]) => hexHash(algorithm, textOf(value) ?? '') ?? [],
  );
}

/** `main` is what the program runs with; projects name other categories as they like. */
function scopeOf(fields: Fields): Scope {
  const category = textOf(fields.category) ?? 'main';
  return (
    scopeByName(category) ??
    (fields.optional === 'true' ? 'optional' : 'unknown')
  );
}

/** A package of the index, or, where its address is none of an index, of a repository or an archive. */
function pipFacts(name: string, version: string, url: string): PackageFacts {
  if (/^git\+|\.git(?:@|#|$)/.test(url)) {
    const [location, commit] = url.split(/[@#](?=[0-9a-f]{7,64}(?:$|#))/, 2);
    return sourcePackage(name, version, { origin: 'git', location, commit });
  }
  return indexPackage(name, version);
}

function factsOf(
  { manager, name, fields }: Entry,
  version: string,
): PackageFacts {
  const url = textOf(fields.url) ?? '';
  const facts =
    manager === 'pip'
      ? pipFacts(name, version, url)
      : condaPackage(name, version, { channel: parseArchiveUrl(url)?.channel });
  return { ...facts, hashes: hashesOf(fields) };
}

/** @throws InputError for an entry without what conda-lock writes of each: it was cut off */
function entryOf(item: unknown, index: number): Entry {
  const fields: Fields = isFields(item) ? item : {};
  const name = textOf(fields.name);
  const manager = textOf(fields.manager) ?? '';
  const platform = textOf(fields.platform) ?? '';
  const label = name ?? `the package with number ${index + 1}`;
  if (!name || !textOf(fields.version)) {
    throw missing(`version of ${label}`);
  }
  if (manager !== 'conda' && manager !== 'pip') {
    throw missing(`manager of ${label}`);
  }
  const key = keyOf(platform, manager, name);
  return { key, platform, manager, name, scope: scopeOf(fields), fields };
}

function keyOf(platform: string, manager: string, name: string): string {
  return `${platform} ${manager} ${
    manager === 'pip' ? normalizeName(name) : name.toLowerCase()
  }`;
}

/** Names that environment.yml asks for; undefined where it is not there. */
function askedFor(sibling: Sibling): Set<string> | undefined {
  const text = sibling('environment.yml') ?? sibling('environment.yaml');
  try {
    const [environment] = text === undefined ? [] : readYaml(text);
    return isFields(environment)
      ? new Set(
          listOf(environment.dependencies).flatMap(item =>
            isFields(item)
              ? listOf(item.pip).map(
                  each =>
                    `pip ${normalizeName(/^[\w.-]*/.exec(asText(each))![0])}`,
                )
              : `conda ${nameOfSpec(asText(item))}`,
          ),
        )
      : undefined;
  } catch {
    return undefined;
  }
}

function connect(builder: GraphBuilder, entry: Entry): void {
  for (const [name] of entriesOf(entry.fields.dependencies)) {
    // What pip installs may need what conda has installed.
    for (const manager of entry.manager === 'pip'
      ? ['pip', 'conda']
      : ['conda']) {
      builder.connect(entry.key, keyOf(entry.platform, manager, name));
    }
  }
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock = fieldsOf(readYaml(text)[0], 'the file');
  requireVersion(lock.version, 'version', /^1$/, '1');
  if (!Array.isArray(lock.package)) {
    throw missing('package');
  }
  if (!isFields(lock.metadata)) {
    throw missing('metadata');
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const entries = lock.package.map(entryOf);
  for (const entry of entries) {
    const version = textOf(entry.fields.version)!;
    builder.add(entry.key, { ...factsOf(entry, version), scope: entry.scope });
  }
  entries.forEach(entry => connect(builder, entry));
  const asked = askedFor(sibling);
  for (const { key, platform, scope } of entries) {
    if (asked?.has(key.slice(platform.length + 1))) {
      builder.require(key, scope);
    }
  }
  if (!asked) {
    builder.requireUnreferenced();
    warnings.add(
      'no environment.yml beside the lock file: what no other package asks for is direct, of the rest it is not known',
    );
  }
  return {
    graph: 'full',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

/** `conda-lock.yml`, version 1, of conda-lock. */
export const condaLock: ManifestReader = {
  id: 'conda-lock',
  title: 'conda-lock lock file',
  matches: name => /^(?:[\w.-]+\.)?conda-lock\.ya?ml$/.test(name),
  companions: ['environment.yml', 'environment.yaml'],
  supersedes: ['environment.yml', 'environment.yaml'],
  read,
};
