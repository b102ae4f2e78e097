import {
  entriesOf,
  type Fields,
  fieldsOf,
  InputError,
  isFields,
  keysOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { limits } from '../../limits';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderResult } from '../reader';
import { quoted, Warnings, counted } from '../warnings';
import { nugetPackage, splitLibrary } from './nugetPackage';

/** Parts of a target's entry that name files of the package. */
const ASSETS = ['runtime', 'native', 'runtimeTargets', 'resources', 'compile'];

/** Of a self-contained application: the shared framework itself, out of a package. */
const RUNTIME_PACK = /^runtimepack\./;

interface Library {
  key: string;
  name: string;
  version: string;
  type: string | undefined;
  integrity: string | undefined;
  dependencies: string[];
  /** Whether files of it lie in the folder of the application. */
  isDeployed: boolean;
}

/** An entry that gives no file to the application stands for what it depends on. */
class DepsJson {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly byName = new Map<string, Library>();
  /** Dependencies that were looked at. */
  private steps = 0;

  constructor(private readonly deps: Fields) {
    for (const key of ['runtimeTarget', 'libraries']) {
      if (deps[key] === undefined) {
        throw missing(key);
      }
    }
  }

  read(): ReaderResult {
    const libraries = this.librariesOf(this.target());
    let withoutFiles = 0;
    for (const library of libraries) {
      this.byName.set(library.name.toLowerCase(), library);
      const isPackage = library.type === 'package' || isRuntimePack(library);
      if (isPackage && library.isDeployed) {
        this.add(library);
      } else if (isPackage) {
        withoutFiles += 1;
      }
    }
    libraries.forEach(library => this.connect(library));
    if (!this.builder.hasRoots) {
      this.builder.requireUnreferenced();
    }
    if (withoutFiles > 0) {
      this.warnings.add(
        counted(
          withoutFiles,
          'package without a file in the application is left out',
          'packages without a file in the application are left out',
        ),
      );
    }
    const [root] = libraries.filter(({ type }) => type === 'project');
    return {
      root: root && { name: root.name, version: root.version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings() },
    };
  }

  /** What the application is started with; undefined where the file does not have that target. */
  private target(): Fields | undefined {
    const { runtimeTarget, targets } = this.deps;
    const name = textOf(
      isFields(runtimeTarget) ? runtimeTarget.name : runtimeTarget,
    );
    const found = new Map(entriesOf(targets)).get(name ?? '');
    if (!isFields(found)) {
      this.warnings.add(
        `the file has no target ${quoted(
          name ?? '',
        )}: what depends on what is not known`,
      );
      return undefined;
    }
    return found;
  }

  private librariesOf(target: Fields | undefined): Library[] {
    const details = new Map(entriesOf(target));
    return entriesOf(this.deps.libraries).flatMap(([id, value]) => {
      const found = splitLibrary(id);
      if (!found || !isFields(value)) {
        this.warnings.add(
          `${quoted(id)} is no name and version, and is left out`,
        );
        return [];
      }
      const detail = details.get(id);
      const fields = isFields(detail) ? detail : {};
      return {
        ...found,
        key: id,
        type: textOf(value.type),
        integrity: textOf(value.sha512)?.replace(/^sha512-/, ''),
        dependencies: keysOf(fields.dependencies),
        isDeployed:
          // What the target does not speak of may be.
          !isFields(detail) ||
          ASSETS.some(part => keysOf(fields[part]).length > 0),
      };
    });
  }

  private add(library: Library): void {
    const { integrity } = library;
    const name = isRuntimePack(library)
      ? library.name.replace(RUNTIME_PACK, '')
      : library.name;
    this.builder.add(library.key, {
      ...nugetPackage(name, library.version),
      scope: 'runtime',
      ...(integrity && { integrity }),
      // The packs are verified when the application is built.
      ...(isRuntimePack(library) && { unhashable: true }),
    });
  }

  private connect(library: Library): void {
    for (const asked of this.deployedBehind(library)) {
      if (library.type === 'project') {
        this.builder.require(asked.key);
      } else {
        this.builder.connect(library.key, asked.key);
      }
    }
  }

  /** What is deployed of what an entry depends on, past entries without files. */
  private deployedBehind(library: Library): Library[] {
    const seen = new Set<Library>([library]);
    const found: Library[] = [];
    const queue = [library];
    while (queue.length > 0) {
      for (const asked of queue.pop()!.dependencies) {
        this.steps += 1;
        if (this.steps > limits.edges) {
          throw new InputError(`more than ${limits.edges} dependency edges`);
        }
        const next = this.byName.get(asked.toLowerCase());
        if (!next || seen.has(next)) {
          continue;
        }
        seen.add(next);
        if (this.builder.has(next.key)) {
          found.push(next);
        } else if (next.type !== 'project') {
          queue.push(next);
        }
      }
    }
    return found;
  }
}

function isRuntimePack({ type }: Library): boolean {
  return type === 'runtimepack';
}

/** `*.deps.json`: what .NET deploys with an application. */
export const dotnetDepsJson: ManifestReader = {
  id: 'dotnet-deps-json',
  title: '.NET application dependencies',
  ecosystem: 'NuGet',
  matches: name => /.\.deps\.json$/i.test(name),
  companions: [],
  supersedes: [],
  // What a build has left says the same as what it was made from.
  yieldsTo: (place, path) =>
    /(?:^|\/)(?:bin|obj)\//.test(path) &&
    /^(?:\.\.\/)+(?:packages(?:\.[^/]+)?\.lock\.json|[^/]+\.(?:cs|fs|vb)proj)$/i.test(
      place,
    ),
  read: ({ text }) => new DepsJson(fieldsOf(readJson(text), 'the file')).read(),
};
