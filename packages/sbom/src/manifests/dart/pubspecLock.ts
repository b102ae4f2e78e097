import { satisfies, validRange } from 'semver';
import {
  entriesOf,
  type Fields,
  fieldsOf,
  InputError,
  isFields,
  readYaml,
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
import type { Scope, Sibling } from '../../model';
import { formatPurl } from '../../purl';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { type Pubspec, pubspecBeside } from './pubspec';

const PUB_DEV = /^https?:\/\/(?:pub\.dev|pub\.dartlang\.org)\/?$/;

/** One package, as the file has it. */
interface Entry {
  name: string;
  version: string;
  source: string;
  /** `direct main`, `direct dev`, `direct overridden` or `transitive`. */
  dependency: string;
  description: Fields;
  /** A description that is a word: the SDK that the package comes with. */
  sdk: string | undefined;
}

function parseEntry(name: string, value: unknown): Entry | undefined {
  const fields = isFields(value) ? value : {};
  const version = textOf(fields.version);
  const source = textOf(fields.source);
  return version === undefined || source === undefined
    ? undefined
    : {
        name,
        version,
        source,
        dependency: textOf(fields.dependency) ?? '',
        description: isFields(fields.description) ? fields.description : {},
        sdk: textOf(fields.description),
      };
}

class PubspecLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: Entry[] = [];
  /** The address that stands for pub.dev: pub itself, or a mirror that all packages come from. */
  private readonly registry: string | undefined;

  constructor(lock: Fields, private readonly project: Pubspec | undefined) {
    if (!isFields(lock.packages)) {
      throw missing('packages');
    }
    const all = entriesOf(lock.packages);
    all.forEach(([name, value], index) => {
      const entry = parseEntry(name, value);
      if (entry) {
        this.entries.push(entry);
      } else if (index === all.length - 1 && lock.sdks === undefined) {
        throw new InputError(
          `the file is not whole: it ends within ${quoted(name)}`,
        );
      } else {
        this.warnings.add(
          `${quoted(name)} has no version and source, and is left out`,
        );
      }
    });
    const addresses = new Set(
      this.entries.flatMap(({ source, description }) =>
        source === 'hosted' ? textOf(description.url) ?? [] : [],
      ),
    );
    this.registry = addresses.size === 1 ? [...addresses][0] : undefined;
  }

  read({ sibling }: ReaderInput): ReaderResult {
    const transitive = this.scopeOfTransitive();
    for (const entry of this.entries) {
      const isDirect = entry.dependency.startsWith('direct');
      const scope = isDirect ? this.scopeOfDirect(entry) : transitive;
      this.builder.add(entry.name, { ...this.facts(entry), scope });
      if (isDirect) {
        this.builder.require(entry.name, scope);
      } else if (entry.dependency !== 'transitive') {
        this.builder.leaveDirectOpen(entry.name);
      }
    }
    const { name, version } = this.project ?? {};
    return {
      root: this.project && { name, version },
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...this.inStep(sibling),
      },
    };
  }

  private scopeOfDirect({ name, dependency }: Entry): Scope {
    const listed = this.project?.requirements.get(name)?.scope;
    if (dependency === 'direct main') {
      return 'runtime';
    }
    return dependency === 'direct dev' ? 'development' : listed ?? 'unknown';
  }

  /** The file has no edges: only where all is for one use, so is what it brings along. */
  private scopeOfTransitive(): Scope {
    const scopes = new Set(
      this.entries
        .filter(({ dependency }) => dependency.startsWith('direct'))
        .map(entry => this.scopeOfDirect(entry)),
    );
    const [only] = scopes;
    if (scopes.size === 1 && only !== undefined) {
      return only;
    }
    if (this.entries.some(({ dependency }) => dependency === 'transitive')) {
      this.warnings.add(
        'the file does not tell what packages depend on: what is only for building and testing is known of direct dependencies alone',
      );
    }
    return 'unknown';
  }

  private facts(entry: Entry): PackageFacts {
    const { source, description } = entry;
    if (source === 'hosted') {
      const hash = hexHash('sha256', textOf(description.sha256) ?? '');
      return { ...this.hosted(entry), ...(hash && { hashes: [hash] }) };
    }
    if (source === 'git') {
      const location = parseGitLocation(
        textOf(description.url) ?? '',
        textOf(description['resolved-ref']),
      );
      const vcsUrl = location && formatGitLocation(location);
      return {
        ...this.named(entry, vcsUrl ? { vcs_url: vcsUrl } : undefined),
        origin: 'git',
        ...(vcsUrl && { vcsUrl }),
      };
    }
    if (source === 'path') {
      const path = textOf(description.path) ?? '';
      return {
        ...this.named(entry, { download_url: `file:${path}` }),
        origin: 'file',
      };
    }
    // It comes with the tools.
    return {
      ...this.named(entry, { download_url: `sdk:${entry.sdk ?? source}` }),
      unhashable: true,
    };
  }

  private hosted(entry: Entry): PackageFacts {
    const url = textOf(entry.description.url) ?? '';
    const name = textOf(entry.description.name) ?? entry.name;
    if (PUB_DEV.test(url) || url === this.registry || url === '') {
      return {
        ...this.named({ ...entry, name }),
        ecosystem: 'Pub',
        origin: 'registry',
      };
    }
    const repository = withoutCredentials(url) ?? 'unknown';
    return {
      ...this.named({ ...entry, name }, { repository_url: repository }),
      origin: 'registry',
    };
  }

  private named(
    { name, version }: Entry,
    qualifiers?: Record<string, string>,
  ): PackageFacts {
    const purl = formatPurl({ type: 'pub', name, version, qualifiers });
    return { purl, name, version, packageName: name };
  }

  /** Whether what pubspec.yaml asks for is there, in versions that it allows. */
  private inStep(sibling: Sibling): Step {
    return compared(sibling, comparison => {
      const { project } = this;
      if (!project) {
        return;
      }
      const locked = new Map(this.entries.map(each => [each.name, each]));
      for (const [name, { constraint }] of project.requirements) {
        const entry = locked.get(name);
        const what = requirementText(name, constraint);
        if (!entry) {
          comparison.differs(
            `pubspec.yaml asks for ${what}, and the lock file does not have it`,
          );
        } else if (
          entry.dependency !== 'direct overridden' &&
          allows(constraint, entry.version) === false
        ) {
          comparison.differs(
            `pubspec.yaml asks for ${what}, and the lock file gives ${entry.version}`,
          );
        }
      }
      for (const { name, dependency } of this.entries) {
        if (
          /^direct (?:main|dev)$/.test(dependency) &&
          !project.requirements.has(name) &&
          !project.isWorkspace
        ) {
          comparison.differs(
            `the lock file was made for ${name}, and pubspec.yaml does not ask for it`,
          );
        }
      }
      comparison.agrees();
    });
  }
}

/**
 * Whether a constraint allows a version (Dart, "Version constraints"). Undefined where npm's rule for
 * `^` is another one, and for what is not understood.
 */
function allows(constraint: string, version: string): boolean | undefined {
  const isOther = constraint.length > 500 || /\^\s*0\.0\./.test(constraint);
  if (isOther || validRange(constraint) === null) {
    return undefined;
  }
  return satisfies(version, constraint, { includePrerelease: true });
}

function read(input: ReaderInput): ReaderResult {
  const [document] = readYaml(input.text);
  const lock = fieldsOf(document, 'the lock file');
  return new PubspecLock(lock, pubspecBeside(input.sibling)).read(input);
}

/** `pubspec.lock` of Dart and Flutter. */
export const pubspecLock: ManifestReader = {
  id: 'pubspec-lock',
  title: 'Dart lock file',
  ecosystem: 'Pub',
  matches: name => name === 'pubspec.lock',
  companions: ['pubspec.yaml'],
  supersedes: [],
  read,
};
