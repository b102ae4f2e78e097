import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  keysOf,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { Scope } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { nugetPackage, splitLibrary } from './nugetPackage';
import { scopeOfAssets } from './assets';
import { isTestSdk } from './projectUse';

/** What the project itself asks for, by name in lower case. */
function requirementsOf(assets: Fields): Map<string, Scope> {
  const project = isFields(assets.project) ? assets.project : {};
  const found = new Map<string, Scope>();
  const groups = entriesOf(assets.projectFileDependencyGroups).flatMap(
    ([, list]) => listOf(list),
  );
  for (const item of groups) {
    const name = textOf(item)?.split(' ', 1)[0];
    if (name) {
      found.set(name.toLowerCase(), 'unknown');
    }
  }
  for (const [, framework] of entriesOf(project.frameworks)) {
    const dependencies = isFields(framework) ? framework.dependencies : {};
    for (const [name, value] of entriesOf(dependencies)) {
      const fields = isFields(value) ? value : {};
      found.set(
        name.toLowerCase(),
        scopeOfAssets({
          include: textOf(fields.include),
          exclude: undefined,
          isPrivate: /\ball\b/i.test(textOf(fields.suppressParent) ?? ''),
        }),
      );
    }
  }
  if ([...found.keys()].some(isTestSdk)) {
    found.forEach((_, name) => found.set(name, 'development'));
  }
  return found;
}

class ProjectAssets {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly libraries: ReadonlyMap<string, unknown>;
  private readonly requirements: ReadonlyMap<string, Scope>;
  private readonly isTest: boolean;

  constructor(private readonly assets: Fields) {
    requireVersion(assets.version, 'version', /^[2-4]$/, '2 to 4');
    for (const key of ['targets', 'libraries']) {
      if (!isFields(assets[key])) {
        throw missing(key);
      }
    }
    this.libraries = new Map(entriesOf(assets.libraries));
    this.requirements = requirementsOf(assets);
    this.isTest = [...this.requirements.keys()].some(isTestSdk);
  }

  read(): ReaderResult {
    for (const [name, target] of entriesOf(this.assets.targets)) {
      this.addTarget(name, target);
    }
    const project = isFields(this.assets.project) ? this.assets.project : {};
    const restore = isFields(project.restore) ? project.restore : {};
    return {
      root: {
        name: textOf(restore.projectName),
        version: textOf(project.version),
      },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings() },
    };
  }

  private addTarget(target: string, packages: unknown): void {
    const keys = new Map<string, string>();
    for (const [id, value] of entriesOf(packages)) {
      const found = splitLibrary(id);
      if (!found) {
        this.warnings.add(
          `${quoted(id)} is no name and version, and is left out`,
        );
        continue;
      }
      const key = `${target}|${id}`;
      keys.set(found.name.toLowerCase(), key);
      const library = this.libraries.get(id);
      if (isFields(value) && value.type === 'project') {
        continue;
      }
      const integrity = isFields(library) && textOf(library.sha512);
      this.builder.add(key, {
        ...nugetPackage(found.name, found.version),
        ...(integrity && { integrity }),
      });
    }
    for (const [id, value] of entriesOf(packages)) {
      if (!isFields(value)) {
        continue;
      }
      for (const asked of keysOf(value.dependencies)) {
        const found = keys.get(asked.toLowerCase());
        if (found && value.type === 'project') {
          this.builder.require(found, this.scopeBehind(id));
        } else if (found) {
          this.builder.connect(`${target}|${id}`, found);
        }
      }
    }
    for (const [name, scope] of this.requirements) {
      const key = keys.get(name);
      if (key) {
        this.builder.require(key, scope);
      }
    }
  }

  /** What another project of the solution asks for is used as that project is. */
  private scopeBehind(id: string): Scope {
    const name = splitLibrary(id)?.name.toLowerCase() ?? '';
    return this.isTest
      ? 'development'
      : this.requirements.get(name) ?? 'runtime';
  }
}

/** `project.assets.json`, versions 2 to 4: what a restore of NuGet came to. */
export const nugetProjectAssets: ManifestReader = {
  id: 'nuget-project-assets',
  title: 'NuGet restore result',
  ecosystem: 'NuGet',
  matches: name => name === 'project.assets.json',
  companions: [],
  supersedes: [],
  read: ({ text }) =>
    new ProjectAssets(fieldsOf(readJson(text), 'the file')).read(),
};
