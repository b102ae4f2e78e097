import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  keysOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { Scope } from '../../model';
import { fileNameOf } from '../fileNames';
import { missing, requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { nugetPackage } from './nugetPackage';
import { packagesInStep } from './packagesStep';
import { projectsBeside, type ProjectUse } from './projectUse';

/** The packages of one target framework, or of one runtime in it, by name in lower case. */
interface Target {
  name: string;
  entries: Map<string, { key: string; fields: Fields }>;
}

/** Target frameworks and their packages; from version 3 on by alias, and a level higher. */
function targetsOf(lock: Fields): Array<[string, unknown]> {
  requireVersion(lock.version, 'version', /^[1-3]$/, '1 to 3');
  if (Number(lock.version) < 3) {
    if (!isFields(lock.dependencies)) {
      throw missing('dependencies');
    }
    return entriesOf(lock.dependencies);
  }
  return entriesOf(lock)
    .filter(([name]) => name !== 'version')
    .map(([name, target]) => {
      if (!isFields(target) || !isFields(target.dependencies)) {
        throw missing(`dependencies of ${name}`);
      }
      return [name, target.dependencies];
    });
}

class PackagesLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly targets = new Map<string, Target>();

  constructor(private readonly lock: Fields) {}

  read({ path, sibling }: ReaderInput): ReaderResult {
    for (const [name, packages] of targetsOf(this.lock)) {
      this.addTarget(name, packages);
    }
    const projects = projectsBeside(sibling, fileNameOf(path));
    for (const target of this.targets.values()) {
      for (const [name, entry] of target.entries) {
        this.connect(target, name, entry, projects);
      }
    }
    if (!projects) {
      this.warnings.add(
        'no project file beside the lock file: what is only for building and testing is not known',
      );
    }
    return {
      root: projects && { name: projects.name },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...packagesInStep(
          [...this.targets.values()].map(({ entries }) =>
            [...entries].map(([name, { fields }]) => ({ name, fields })),
          ),
          projects,
        ),
      },
    };
  }

  private addTarget(name: string, packages: unknown): void {
    const target: Target = { name, entries: new Map() };
    this.targets.set(name, target);
    for (const [id, value] of entriesOf(packages)) {
      const fields = isFields(value) ? value : {};
      const key = `${name}|${id}`;
      target.entries.set(id.toLowerCase(), { key, fields });
      if (fields.type === 'Project') {
        continue;
      }
      const version = textOf(fields.resolved);
      if (!version) {
        this.warnings.add(`${quoted(id)} has no version, and is left out`);
        continue;
      }
      const contentHash = textOf(fields.contentHash);
      this.builder.add(key, {
        ...nugetPackage(id, version),
        // Of the content without its signature, and so none of the archive.
        ...(contentHash && { integrity: contentHash }),
      });
    }
  }

  /** Packages that another project of the solution asks for are those of the project, too. */
  private connect(
    target: Target,
    name: string,
    { key, fields }: { key: string; fields: Fields },
    projects: ProjectUse | undefined,
  ): void {
    const isProject = fields.type === 'Project';
    if (fields.type === 'Direct') {
      this.builder.require(key, projects?.scopeOf(name) ?? 'unknown');
    }
    for (const asked of keysOf(fields.dependencies)) {
      // What the framework itself has is pruned, and has no entry.
      const found = this.resolve(target, asked.toLowerCase());
      if (found && isProject) {
        this.builder.require(found, this.scopeOfProject(projects));
      } else if (found) {
        this.builder.connect(key, found);
      }
    }
  }

  private scopeOfProject(projects: ProjectUse | undefined): Scope {
    if (!projects) {
      return 'unknown';
    }
    return projects.isTest ? 'development' : 'runtime';
  }

  /** A section of a runtime (`net8.0/linux-x64`) has only what differs from its framework's. */
  private resolve(target: Target, name: string): string | undefined {
    const framework = target.name.split('/', 1)[0];
    return (
      target.entries.get(name) ?? this.targets.get(framework)?.entries.get(name)
    )?.key;
  }
}

/** `packages.lock.json`, versions 1 to 3, and `packages.<project>.lock.json`. */
export const nugetPackagesLock: ManifestReader = {
  id: 'nuget-packages-lock',
  title: 'NuGet lock file',
  ecosystem: 'NuGet',
  matches: name => /^packages(?:\.[^/]+)?\.lock\.json$/i.test(name),
  companions: [],
  supersedes: ['obj/project.assets.json'],
  read: input =>
    new PackagesLock(fieldsOf(readJson(input.text), 'the lock file')).read(
      input,
    ),
};
