import {
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { strongerScope } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { labeledHashes } from '../../input/hashes';
import type { Scope } from '../../model';
import { requireVersion } from '../lockVersion';
import { scopeOfGroup } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted } from '../warnings';
import { LockedPackages } from './lockedPackages';
import { indexPackage, PROJECT_NAME, sourcePackage } from './pypiPackage';
import { pyProjectBeside } from './pyproject';
import { pdmInStep } from './pythonStep';

function identity(fields: Fields, name: string, version: string): PackageFacts {
  const git = textOf(fields.git);
  if (git) {
    const commit = textOf(fields.revision);
    return sourcePackage(name, version, {
      origin: 'git',
      location: git,
      commit,
    });
  }
  const url = textOf(fields.url);
  if (url) {
    return sourcePackage(name, version, { origin: 'url', location: url });
  }
  const path = textOf(fields.path);
  return path
    ? sourcePackage(name, version, { origin: 'file', location: path })
    : indexPackage(name, version);
}

/** `default` is the project's own list; other groups are extras, or what their names say. */
function statedScope(
  fields: Fields,
  extras: ReadonlySet<unknown>,
): Scope | undefined {
  if (!Array.isArray(fields.groups)) {
    return undefined;
  }
  return fields.groups
    .map(group =>
      extras.has(group) ? 'optional' : scopeOfGroup(textOf(group) ?? ''),
    )
    .reduce(strongerScope, 'development');
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const packages = new LockedPackages();
  const extras = new Set<unknown>(pyProjectBeside(sibling)?.extras);
  const added: Array<[string, Fields]> = [];
  const lock = readToml(text);
  const metadata = isFields(lock.metadata) ? lock.metadata : {};
  requireVersion(
    metadata.lock_version,
    'lock_version',
    /^[2-4](?:\.\d+)*$/,
    '2 to 4.x',
  );
  for (const item of listOf(lock.package)) {
    const fields = isFields(item) ? item : {};
    const name = textOf(fields.name) ?? '';
    const version = textOf(fields.version);
    if (!name || !version) {
      packages.warnings.add(`package ${quoted(name)} has no version`);
      continue;
    }
    const scope = statedScope(fields, extras);
    const hashes = labeledHashes(
      listOf(fields.files).map(file =>
        isFields(file) ? file.hash : undefined,
      ),
    );
    const key = packages.add({
      ...identity(fields, name, version),
      ...(scope && { scope }),
      ...(hashes.length > 0 && { hashes }),
    });
    added.push([key, fields]);
  }
  for (const [key, fields] of added) {
    for (const dependency of listOf(fields.dependencies)) {
      const name = PROJECT_NAME.exec(textOf(dependency) ?? '')?.[0];
      if (name) {
        packages.connect(key, name, 'runtime');
      }
    }
  }
  const project = packages.requireListed(sibling);
  return packages.result(
    project && { name: project.name, version: project.version },
    components => pdmInStep(lock, components, sibling),
  );
}

/** `pdm.lock`, lock_version 2 to 4; the groups of packages are there since 4. */
export const pdmLock: ManifestReader = {
  id: 'pdm-lock',
  title: 'PDM lock file',
  ecosystem: 'PyPI',
  matches: name => name === 'pdm.lock',
  companions: ['pyproject.toml'],
  supersedes: [],
  read,
};
