import {
  type Fields,
  fieldsOf,
  isFields,
  keysOf,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import { hexHash } from '../../input/hashes';
import { compared, requirementText, type Step } from '../../locks/comparison';
import type { Origin, Scope, Sibling } from '../../model';
import { formatPurl } from '../../purl';
import { missing } from '../lockVersion';
import { unresolvedEntries, missingText } from '../npm/missingEntries';
import { declaredLicense } from '../npm/npmPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import {
  type ComposerJson,
  composerJsonBeside,
  isPackage,
  repositoryOf,
} from './composerJson';

const COMMIT = /^[0-9a-f]{40}$/;

const LISTS: ReadonlyArray<[string, Scope]> = [
  ['packages', 'runtime'],
  ['packages-dev', 'development'],
];

/** One entry of a list of packages. */
interface Entry {
  key: string;
  /** In lower case, as Composer compares names. */
  name: string;
  fields: Fields;
}

/** `dist` and `source` of an entry. */
function placeOf(fields: Fields, key: 'dist' | 'source') {
  const place = isFields(fields[key]) ? fields[key] : {};
  return {
    type: textOf(place.type),
    url: textOf(place.url),
    reference: textOf(place.reference),
    shasum: textOf(place.shasum),
  };
}

class ComposerLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: Entry[] = [];
  private readonly byName = new Map<string, string>();
  /** Keys of entries that take the place of a name, or give what it stands for. */
  private readonly standIns = new Map<string, Set<string>>();
  private readonly missing = new Set<string>();

  constructor(
    private readonly lock: Fields,
    private readonly project: ComposerJson | undefined,
  ) {
    // `packages-dev` is null where a lock file was made without them.
    if (!Array.isArray(lock.packages)) {
      throw missing('packages');
    }
  }

  read({ sibling }: ReaderInput): ReaderResult {
    for (const [list, scope] of LISTS) {
      listOf(this.lock[list]).forEach((item, index) =>
        this.add(item, scope, `${list}[${index}]`),
      );
    }
    this.entries.forEach(entry => this.connect(entry));
    this.requireListed();
    this.tellMissing();
    const unresolved = unresolvedEntries(this.missing);
    const { name, version } = this.project ?? {};
    return {
      root: this.project && { name, version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...this.inStep(sibling),
      },
      ...(unresolved && { unresolved }),
    };
  }

  private add(item: unknown, scope: Scope, place: string): void {
    const fields = isFields(item) ? item : {};
    const name = textOf(fields.name);
    const version = textOf(fields.version);
    if (!name || !version || !/^[^/]+\/[^/]+$/.test(name)) {
      this.warnings.add(
        `${place} has no name and version of a package: ${quoted(
          name ?? '',
        )} is left out`,
      );
      return;
    }
    const key = `${name}@${version}`.toLowerCase();
    const entry = { key, name: name.toLowerCase(), fields };
    this.entries.push(entry);
    if (!this.byName.has(entry.name)) {
      this.byName.set(entry.name, key);
    }
    for (const other of [fields.replace, fields.provide].flatMap(keysOf)) {
      const known = this.standIns.get(other.toLowerCase()) ?? new Set();
      this.standIns.set(other.toLowerCase(), known.add(key));
    }
    this.builder.add(key, this.facts(name, version, fields, scope));
  }

  private facts(
    name: string,
    version: string,
    fields: Fields,
    scope: Scope,
  ): PackageFacts {
    const dist = placeOf(fields, 'dist');
    const source = placeOf(fields, 'source');
    const commit = source.reference ?? dist.reference ?? '';
    const location =
      source.type === 'git' || source.type === undefined
        ? parseGitLocation(source.url ?? dist.url ?? '', commit)
        : undefined;
    const vcsUrl = location?.commit && formatGitLocation(location);
    const hash = hexHash('sha1', dist.shasum ?? '');
    const license = declaredLicense(fields.license);
    const origin = this.originOf(name, fields);
    const [namespace, short] = name.split('/');
    return {
      purl: formatPurl({
        type: 'composer',
        namespace,
        name: short,
        version,
        qualifiers: qualifiersOf(origin, vcsUrl, dist.url ?? source.url),
      }),
      name,
      version,
      packageName: name,
      ...(origin === 'registry' && { ecosystem: 'Packagist' }),
      origin,
      scope,
      ...(vcsUrl && { vcsUrl }),
      ...(hash && { hashes: [hash] }),
      // A commit fixes the content where the archive of it has no hash.
      ...(COMMIT.test(commit) && { hashed: true }),
      ...(license && { license }),
      // What has no content of its own, as a metapackage has none.
      ...(fields.type === 'metapackage' && { unhashable: true }),
    };
  }

  /**
   * Only composer.json says which packages come from a repository and not from a registry: registries
   * give the repositories of their packages as well.
   */
  private originOf(name: string, fields: Fields): Origin {
    const dist = placeOf(fields, 'dist');
    const source = placeOf(fields, 'source');
    if (dist.type === 'path' || source.type === 'path') {
      return 'file';
    }
    const repository = repositoryOf(source.url ?? '');
    if (repository && this.project?.ownRepositories.has(repository)) {
      return 'git';
    }
    if (this.project?.inlined.has(name)) {
      return source.url ? 'git' : 'url';
    }
    return 'registry';
  }

  private connect({ key, fields }: Entry): void {
    for (const asked of keysOf(fields.require).filter(isPackage)) {
      const name = asked.toLowerCase();
      const target = this.byName.get(name);
      const standIns = this.standIns.get(name);
      if (target !== undefined) {
        this.builder.connect(key, target);
      } else if (standIns) {
        standIns.forEach(each => this.builder.connect(key, each));
      } else if (!this.project?.replaced.has(name)) {
        this.missing.add(name);
      }
    }
  }

  private requireListed(): void {
    const { project } = this;
    if (!project) {
      this.warnings.add(
        'no composer.json beside the lock file: what the project itself asks for is not known',
      );
      this.builder.requireUnreferenced();
      return;
    }
    for (const [name, scope] of project.requirements) {
      const target = this.byName.get(name);
      if (target !== undefined) {
        this.builder.require(target, scope);
      } else {
        this.standIns
          .get(name)
          ?.forEach(each => this.builder.require(each, scope));
      }
    }
    if (project.isMerged) {
      this.builder.leaveDirectOpen();
    }
  }

  /** Without composer.json it is not known what the project itself stands for. */
  private tellMissing(): void {
    const [first] = this.missing;
    if (!this.project || this.project.isMerged || first === undefined) {
      this.missing.clear();
      return;
    }
    this.warnings.add(
      `${missingText(this.missing.size)}, the first is ${quoted(first)}`,
    );
  }

  /** Composer keeps a hash of what matters of composer.json, and warns where it differs. */
  private inStep(sibling: Sibling): Step {
    return compared(sibling, comparison => {
      const hash = textOf(this.lock['content-hash']);
      const { project } = this;
      if (!project?.hash || hash === undefined) {
        return;
      }
      if (hash === project.hash) {
        comparison.agrees();
        return;
      }
      for (const name of project.requirements.keys()) {
        if (!this.byName.has(name) && !this.standIns.has(name)) {
          comparison.differs(
            `composer.json asks for ${requirementText(
              name,
              '',
            )}, and the lock file does not have it`,
          );
        }
      }
      comparison.differs(
        'composer.json was changed after the lock file was made for it (content-hash)',
      );
    });
  }
}

/** What keeps a package apart from one of a registry that has its name. */
function qualifiersOf(
  origin: Origin,
  vcsUrl: string | undefined,
  url: string | undefined,
): Record<string, string> | undefined {
  if (origin === 'git') {
    return vcsUrl ? { vcs_url: vcsUrl } : undefined;
  }
  if (origin === 'file') {
    return { download_url: `file:${url ?? ''}` };
  }
  return origin === 'url'
    ? { download_url: withoutCredentials(url ?? '') ?? 'unknown:' }
    : undefined;
}

/** `composer.lock` of Composer 1 and 2. */
export const composerLock: ManifestReader = {
  id: 'composer-lock',
  title: 'Composer lock file',
  ecosystem: 'Packagist',
  matches: name => name === 'composer.lock',
  companions: ['composer.json'],
  supersedes: [],
  read: input =>
    new ComposerLock(
      fieldsOf(readJson(input.text), 'the lock file'),
      composerJsonBeside(input.sibling),
    ).read(input),
};
