import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
import { type Block, blockIn, textIn } from '../../input/indentedText';
import {
  filePackage,
  gitPackage,
  isFileSpecifier,
  isGitSpecifier,
  isUrlSpecifier,
  registryPackage,
  urlPackage,
} from '../npm/npmPackage';
import { packageJsonBeside } from '../npm/packageJson';
import type { ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { berryInStep } from './berryStep';
import { splitDescriptor } from './descriptor';

/** Version that yarn gives to folders of the project and to links. */
const LOCAL = '0.0.0-use.local';

function identity(
  resolution: string,
  stated: string,
): PackageFacts | undefined {
  const { name, range } = splitDescriptor(resolution);
  const version = stated === LOCAL ? '' : stated;
  if (range.startsWith('npm:')) {
    return registryPackage(name, version);
  }
  if (range.startsWith('patch:')) {
    // A patched package is still that package to whoever looks for its flaws.
    const source = decodeSource(range.slice('patch:'.length));
    return source ? identity(source, version) : undefined;
  }
  if (isFileSpecifier(range)) {
    const path = range.replace(/^(?:file|link|portal):/, '').split(/[#:]/)[0];
    return filePackage(name, version, path);
  }
  if (isGitSpecifier(range)) {
    return gitPackage(name, version, range.replace('#commit=', '#'));
  }
  return isUrlSpecifier(range) ? urlPackage(name, version, range) : undefined;
}

/** The patched package's own resolution: `name@npm%3A1.0.0#…`, with `#` before the patch file. */
function decodeSource(range: string): string | undefined {
  try {
    const source = decodeURIComponent(range.split('#')[0]);
    return source.includes('@patch:') ? undefined : source;
  } catch {
    return undefined;
  }
}

class BerryLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  /** Entry headers by each descriptor they answer. */
  private readonly headers = new Map<string, string>();
  private readonly headersOfName = new Map<string, Set<string>>();
  /** Folder by header, for members of the workspace. */
  private readonly members = new Map<string, string>();
  private readonly resolutions: Map<string, string>;

  constructor(
    private readonly lock: Block,
    private readonly input: ReaderInput,
  ) {
    this.resolutions = new Map(
      packageJsonBeside(input.sibling)?.resolutions.map(
        ({ name, specifier }) => [name, specifier],
      ),
    );
  }

  read(): ReaderResult {
    for (const [header, entry] of this.entries()) {
      this.addEntry(header, entry);
      for (const descriptor of header.split(/, */)) {
        this.note(descriptor, header);
      }
    }
    for (const [header, entry] of this.entries()) {
      if (!this.members.has(header)) {
        this.connect(header, entry);
      }
    }
    const root = this.requireListed();
    return {
      root,
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...berryInStep(this.lock, this.members, this.input.sibling),
      },
    };
  }

  private *entries(): Iterable<[string, Block]> {
    for (const [header, entry] of this.lock) {
      if (header !== '__metadata' && entry instanceof Map) {
        yield [header, entry];
      }
    }
  }

  private note(descriptor: string, header: string): void {
    this.headers.set(descriptor, header);
    const { name } = splitDescriptor(descriptor);
    const known = this.headersOfName.get(name);
    if (known) {
      known.add(header);
    } else {
      this.headersOfName.set(name, new Set([header]));
    }
  }

  private addEntry(header: string, entry: Block): void {
    const resolution = textIn(entry, 'resolution') ?? header.split(/, */)[0];
    const { range } = splitDescriptor(resolution);
    if (range.startsWith('workspace:')) {
      this.members.set(header, range.slice('workspace:'.length));
      return;
    }
    const facts = identity(resolution, textIn(entry, 'version') ?? '');
    // `checksum` is of yarn's own cache archive, not of the published package: no hash of it.
    if (facts) {
      this.builder.add(header, {
        ...facts,
        hashed: textIn(entry, 'checksum') !== undefined,
        // What is only for other machines is not fetched on all that write the file.
        ...(textIn(entry, 'conditions') && { unhashable: true }),
      });
    } else {
      this.warnings.add(
        `${quoted(resolution)} comes from an unknown kind of source`,
      );
    }
  }

  private connect(header: string, entry: Block): void {
    const optional = new Set<string>();
    for (const [name, meta] of blockIn(entry, 'dependenciesMeta')) {
      if (meta instanceof Map && textIn(meta, 'optional') === 'true') {
        optional.add(name);
      }
    }
    for (const [name, range] of blockIn(entry, 'dependencies')) {
      const target = this.resolve(name, range);
      if (target) {
        const kind = optional.has(name) ? 'optional' : 'runtime';
        this.builder.connect(header, target, kind);
      }
    }
  }

  private resolve(name: string, range: string | Block): string | undefined {
    if (typeof range !== 'string') {
      return undefined;
    }
    const forced = this.resolutions.get(name);
    const candidates = this.headersOfName.get(name);
    return (
      this.headers.get(`${name}@${range}`) ??
      this.headers.get(`${name}@npm:${range}`) ??
      // `resolutions` of the root replaces ranges that the entries still show.
      (forced && this.headers.get(`${name}@${forced}`)) ??
      (forced && this.headers.get(`${name}@npm:${forced}`)) ??
      (candidates?.size === 1 ? [...candidates][0] : undefined)
    );
  }

  /** Members list runtime and development dependencies alike; their package.json tells them apart. */
  private requireListed(): ReaderResult['root'] {
    let root: ReaderResult['root'];
    for (const [header, folder] of this.members) {
      const inRoot = folder === '.' || folder === '';
      const project = packageJsonBeside(
        this.input.sibling,
        inRoot ? '' : folder,
      );
      if (!project) {
        this.warnings.add(
          `no package.json of workspace ${quoted(folder)}: ` +
            'its development dependencies count as runtime',
        );
      }
      const scopes = new Map(
        project?.requirements.map(({ name, scope }) => [name, scope]),
      );
      const entry = this.lock.get(header) as Block;
      for (const [name, range] of blockIn(entry, 'dependencies')) {
        const target = this.resolve(name, range);
        if (target) {
          this.builder.require(target, scopes.get(name));
        }
      }
      if (inRoot) {
        const { name } = splitDescriptor(header);
        root = { name: project?.name ?? name, version: project?.version };
      }
    }
    if (this.members.size === 0) {
      this.builder.requireUnreferenced();
    }
    return root;
  }
}

/** Reads a lock file of yarn 2 and later (`__metadata.version` 4 to 9). */
export function readBerry(lock: Block, input: ReaderInput): ReaderResult {
  return new BerryLock(lock, input).read();
}
