import {
  entriesOf,
  type Fields,
  InputError,
  isFields,
  textOf,
} from '@safety-curtain/input';
import type { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { integrityHashes } from '../../input/hashes';
import { findFolders } from '../../input/folderPatterns';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import { quoted, type Warnings } from '../warnings';
import {
  declaredLicense,
  filePackage,
  gitPackage,
  installedPackage,
  isFileSpecifier,
  isGitSpecifier,
  isUrlSpecifier,
  registryPackage,
  urlPackage,
} from './npmPackage';
import {
  type Requirement,
  requirementsOf,
  workspacePatterns,
} from './packageJson';
import { packageInstalled, type Registries } from './registries';
import { statedScope } from './statedScope';

const FOLDER = 'node_modules/';

/**
 * Where Node would find `name` for a package installed at `location`: in its own node_modules
 * folder, then in those of the folders above (Node.js, "Loading from node_modules folders").
 */
export function resolveInstalled(
  location: string,
  name: string,
  isInstalled: (location: string) => boolean,
): string | undefined {
  let base = location;
  for (;;) {
    const candidate = base ? `${base}/${FOLDER}${name}` : FOLDER + name;
    if (isInstalled(candidate)) {
      return candidate;
    }
    if (base === '') {
      return undefined;
    }
    base = base.slice(0, Math.max(base.lastIndexOf('/'), 0));
    if (base.endsWith('/node_modules') || base === 'node_modules') {
      base = base.slice(0, -FOLDER.length);
    }
  }
}

/** `name` of `…/node_modules/name`; undefined for a folder of the project. */
function installedName(location: string): string | undefined {
  const start = location.lastIndexOf(FOLDER);
  return start < 0 ? undefined : location.slice(start + FOLDER.length);
}

function checkLocation(location: string): void {
  // Two characters are the least that a folder takes, so that short paths need no count.
  if (
    location.length > 2 * limits.depth &&
    location.split('/').length > limits.depth
  ) {
    throw new InputError(
      `a package lies more than ${limits.depth} folders deep`,
    );
  }
}

/** The `packages` object of lockfileVersion 2 and 3 (npm docs, "package-lock.json"). */
class PackagesSection {
  private readonly entries = new Map<string, Fields>();
  private readonly requirements = new Map<Fields, Requirement[]>();
  /** Folder that a link in node_modules leads to, by the link's location. */
  private readonly links = new Map<string, string>();
  /** Link locations by folder: a linked folder has the name of its link. */
  private readonly linkNames = new Map<string, string>();
  /** Locations of what some package asks for by a plain URL. */
  private readonly fromUrl = new Set<string>();
  private readonly fromFile = new Set<string>();
  private readonly hasWorkspaces: boolean;
  /** Folders of the workspace's members; undefined where its patterns do not tell. */
  private readonly members: ReadonlySet<string> | undefined;

  constructor(
    section: Fields,
    private readonly builder: GraphBuilder,
    private readonly warnings: Warnings,
    private readonly registries: Registries,
  ) {
    for (const [location, value] of entriesOf(section)) {
      if (isFields(value)) {
        checkLocation(location);
        this.entries.set(location, value);
        this.note(location, value);
      } else {
        this.warnings.add(`${quoted(location)} is no package, and is left out`);
      }
    }
    const patterns = workspacePatterns(this.entries.get('')?.workspaces);
    this.hasWorkspaces = patterns.length > 0;
    this.members = this.foldersOf(patterns);
  }

  private foldersOf(patterns: string[]): ReadonlySet<string> | undefined {
    const beside: Sibling = () => undefined;
    beside.paths = () =>
      [...this.entries.keys()].map(folder => `${folder}/package.json`);
    const { folders, complete } = findFolders(patterns, 'package.json', beside);
    return complete ? new Set(folders) : undefined;
  }

  private note(location: string, entry: Fields): void {
    if (entry.link === true) {
      const folder = textOf(entry.resolved);
      if (folder) {
        this.links.set(location, folder);
        this.linkNames.set(folder, installedName(location) ?? folder);
      }
      return;
    }
    const requirements = requirementsOf(entry);
    this.requirements.set(entry, requirements);
    for (const { name, specifier } of requirements) {
      if (isFileSpecifier(specifier)) {
        this.fromFile.add(name);
      }
    }
  }

  /** Tells what is asked for by a URL from what comes from a registry, entry by entry. */
  private noteAddresses(): void {
    const byVersion = new Set<string>();
    for (const [location, entry] of this.entries) {
      for (const { name, specifier } of this.requirements.get(entry) ?? []) {
        const isAddress = isUrlSpecifier(specifier);
        const target = this.resolve(location, name);
        if (target !== undefined && !isGitSpecifier(specifier)) {
          (isAddress ? this.fromUrl : byVersion).add(target);
        }
      }
    }
    for (const location of byVersion) {
      if (!this.fromUrl.has(location)) {
        this.registries.learn(textOf(this.entries.get(location)?.resolved));
      }
    }
  }

  read(): { name?: string; version?: string } {
    this.noteAddresses();
    for (const [location, entry] of this.entries) {
      if (
        location !== '' &&
        entry.link !== true &&
        !this.isOwnFolder(location)
      ) {
        this.builder.add(location, this.facts(location, entry));
      }
    }
    for (const [location, entry] of this.entries) {
      if (entry.link !== true) {
        this.connect(location, entry);
      }
    }
    this.requireLinked();
    const root = this.entries.get('');
    if (!this.builder.hasRoots) {
      this.builder.requireUnreferenced();
    }
    return { name: textOf(root?.name), version: textOf(root?.version) };
  }

  /**
   * A folder outside node_modules is the project's own if it is a member of the workspace. Else it
   * is a package if `file:` asks for it or a link leads to it.
   */
  private isOwnFolder(location: string): boolean {
    if (installedName(location) !== undefined) {
      return false;
    }
    if (this.members?.has(location)) {
      return true;
    }
    const name = this.nameOf(location, this.entries.get(location)!);
    if (this.fromFile.has(name)) {
      return false;
    }
    return this.hasWorkspaces || !this.linkNames.has(location);
  }

  private nameOf(location: string, entry: Fields): string {
    return (
      textOf(entry.name) ??
      installedName(location) ??
      this.linkNames.get(location) ??
      location.slice(location.lastIndexOf('/') + 1)
    );
  }

  private facts(location: string, entry: Fields): PackageFacts {
    const hashes = integrityHashes(entry.integrity);
    const license = declaredLicense(entry.license);
    const address = textOf(entry.resolved);
    return {
      ...this.identity(location, entry),
      ...(address && { address }),
      ...(entry.hasInstallScript === true && { installScript: true }),
      scope: statedScope(entry),
      ...(hashes.length > 0 && { hashes }),
      ...(license && { license }),
      ...(entry.inBundle === true && { unhashable: true }),
    };
  }

  private identity(location: string, entry: Fields): PackageFacts {
    const name = this.nameOf(location, entry);
    const version = textOf(entry.version) ?? '';
    const resolved = textOf(entry.resolved) ?? '';
    const installed = installedName(location);
    if (installed === undefined) {
      return filePackage(name, version, location);
    }
    if (isGitSpecifier(resolved)) {
      return gitPackage(name, version, resolved);
    }
    if (isFileSpecifier(resolved)) {
      return filePackage(name, version, resolved.replace(/^file:/, ''));
    }
    if (this.fromUrl.has(location) && isUrlSpecifier(resolved)) {
      const found = this.registries.packageAt(resolved);
      return found
        ? registryPackage(found.name, found.version)
        : urlPackage(name, version, resolved);
    }
    if (version === '') {
      this.warnings.add(`${quoted(name)} has no version`);
    }
    const stated = { name, version };
    return installedPackage(
      stated,
      packageInstalled(stated, resolved, this.warnings),
    );
  }

  private connect(location: string, entry: Fields): void {
    const isProject = location === '' || this.isOwnFolder(location);
    for (const { name, scope } of this.requirements.get(entry) ?? []) {
      // Development dependencies of a package are not installed with it.
      if (scope === 'development' && !isProject && installedName(location)) {
        continue;
      }
      const target = this.resolve(location, name);
      if (target === undefined) {
        continue;
      }
      if (isProject) {
        this.builder.require(target, scope);
      } else {
        const kind = scope === 'optional' ? 'optional' : 'runtime';
        this.builder.connect(location, target, kind);
      }
    }
  }

  private resolve(location: string, name: string): string | undefined {
    const found = resolveInstalled(location, name, candidate =>
      this.entries.has(candidate),
    );
    return found === undefined ? undefined : this.links.get(found) ?? found;
  }

  /** Linked folders of old lock files are there because the project asks for them. */
  private requireLinked(): void {
    for (const [link, folder] of this.links) {
      if (link.lastIndexOf(FOLDER) === 0 && this.builder.has(folder)) {
        const entry = this.entries.get(folder);
        this.builder.require(folder, entry ? statedScope(entry) : 'runtime');
      }
    }
  }
}

/** Adds all packages of the section to the builder; answers the project's own name and version. */
export function readPackagesSection(
  section: Fields,
  builder: GraphBuilder,
  warnings: Warnings,
  registries: Registries,
): { name?: string; version?: string } {
  return new PackagesSection(section, builder, warnings, registries).read();
}
