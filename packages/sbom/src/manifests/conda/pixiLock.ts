import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder, strongerScope } from '../../graph/graphBuilder';
import type { Scope } from '../../model';
import { missing, missingPackage, requireVersion } from '../lockVersion';
import { scopeByName } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Warnings } from '../warnings';
import { type PixiPackage, pixiPackage } from './pixiPackage';
import { pixiRequirements } from './pixiToml';

/** What one environment installs on one platform: places of packages. */
interface Installation {
  environment: string;
  places: string[];
}

/** Of a package in `packages`, or of a line that picks one. */
function placeOf(fields: Fields): string | undefined {
  const places = [
    fields.conda,
    fields.pypi,
    fields.source,
    fields.url,
    fields.path,
  ];
  return places.flatMap(place => textOf(place) ?? [])[0];
}

function installationsOf(environments: unknown): Installation[] {
  return entriesOf(environments).flatMap(([environment, value]) =>
    entriesOf(isFields(value) ? value.packages : undefined).map(([, list]) => ({
      environment,
      places: listOf(list).flatMap(item =>
        isFields(item) ? placeOf(item) ?? [] : [],
      ),
    })),
  );
}

class PixiLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  /** By place; undefined of the project's own. */
  private readonly packages = new Map<string, PixiPackage | undefined>();
  private readonly drawn = new Set<string>();

  constructor(
    private readonly input: ReaderInput,
    private readonly lock: Fields,
  ) {}

  read(): ReaderResult {
    for (const item of listOf(this.lock.packages)) {
      this.take(isFields(item) ? item : {});
    }
    const installations = installationsOf(this.lock.environments);
    this.addUsed(installations);
    installations.forEach(({ places }) => this.connect(places));
    this.requireListed();
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings() },
    };
  }

  private take(fields: Fields): void {
    const place = placeOf(fields);
    if (place === undefined) {
      this.warnings.add('a package has no address');
      return;
    }
    const found = pixiPackage(place, fields);
    if (found === undefined) {
      throw missing(`version of ${place}`);
    }
    this.packages.set(place, found === 'own' ? undefined : found);
  }

  /** `default` is what is shipped; projects name other environments as they like. */
  private addUsed(installations: readonly Installation[]): void {
    const scopes = new Map<string, Scope>();
    for (const { environment, places } of installations) {
      const scope = scopeByName(environment) ?? 'unknown';
      for (const place of places) {
        if (!this.packages.has(place)) {
          throw missingPackage(environment, place);
        }
        const known = scopes.get(place);
        scopes.set(place, known ? strongerScope(known, scope) : scope);
      }
    }
    for (const [place, scope] of scopes) {
      const found = this.packages.get(place);
      if (found) {
        this.builder.add(place, { ...found.facts, scope });
      }
    }
  }

  /** A package depends on those of its own installation. */
  private connect(places: readonly string[]): void {
    const byName = new Map<string, string>();
    for (const place of places) {
      const found = this.packages.get(place);
      if (found) {
        byName.set(found.key, place);
      }
    }
    for (const place of places) {
      for (const need of this.packages.get(place)?.needs ?? []) {
        const target = need.flatMap(key => byName.get(key) ?? [])[0];
        const edge = `${place} ${target}`;
        if (target !== undefined && !this.drawn.has(edge)) {
          this.drawn.add(edge);
          this.builder.connect(place, target);
        }
      }
    }
  }

  private requireListed(): void {
    const asked = pixiRequirements(this.input.sibling);
    for (const [place, found] of this.packages) {
      if (found && asked?.has(found.key)) {
        this.builder.require(place, 'unknown');
      }
    }
    if (!asked) {
      this.builder.requireUnreferenced();
      this.warnings.add(
        'no pixi.toml or pyproject.toml beside the lock file: what no other package asks for is direct, of the rest it is not known',
      );
    }
  }
}

function read(input: ReaderInput): ReaderResult {
  const lock = fieldsOf(readYaml(input.text)[0], 'the file');
  requireVersion(lock.version, 'version', /^[4-7]$/, '4 to 7');
  if (!isFields(lock.environments)) {
    throw missing('environments');
  }
  if (!Array.isArray(lock.packages)) {
    throw missing('packages');
  }
  return new PixiLock(input, lock).read();
}

/** `pixi.lock`, version 4 to 7. */
export const pixiLock: ManifestReader = {
  id: 'pixi-lock',
  title: 'Pixi lock file',
  matches: name => name === 'pixi.lock',
  companions: ['pixi.toml', 'pyproject.toml'],
  supersedes: [],
  read,
};
