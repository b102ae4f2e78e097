import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readJsonc,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { integrityHashes } from '../../input/hashes';
import {
  compared,
  compareRequirements,
  type Step,
} from '../../locks/comparison';
import type { Sibling } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import { unresolvedEntries, missingText } from '../npm/missingEntries';
import {
  filePackage,
  gitPackage,
  installedPackage,
  isFileSpecifier,
  isGitArchive,
  isGitSpecifier,
  isUrlSpecifier,
  registryPackage,
  urlPackage,
} from '../npm/npmPackage';
import {
  packageJsonBeside,
  type Requirement,
  requirementsOf,
} from '../npm/packageJson';
import { packageInstalled, Registries } from '../npm/registries';
import { workspaceMembers } from '../npm/workspaceMembers';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { BunEntries, type BunEntry } from './bunEntries';

/** Members of one workspace that are compared; more leave the rest open. */
const MAX_MEMBERS = 1000;

/** A project of the workspace: its folder, empty for the root, and the copy of its lists. */
type Member = [folder: string, lists: Fields];

/** Without what may be there for other reasons, but is not asked for. */
function asked(lists: Fields): Requirement[] {
  const optional = new Set(listOf(lists.optionalPeers));
  return requirementsOf(lists).filter(
    ({ name, peer }) => !peer || !optional.has(name),
  );
}

/** A member of the workspace, or the project itself. */
function isOwn({ resolution }: BunEntry): boolean {
  return /^(?:workspace:|root:)/.test(resolution);
}

class BunLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: BunEntries;
  private readonly members: Member[];
  private readonly registries: Registries;
  private readonly missing = new Set<string>();

  constructor(lock: Fields, { sibling, registries }: ReaderInput) {
    requireVersion(
      lock.lockfileVersion,
      'lockfileVersion',
      /^[01]$/,
      '0 and 1',
    );
    if (!isFields(lock.workspaces)) {
      throw missing('workspaces');
    }
    this.members = entriesOf(lock.workspaces).map(([folder, lists]) => [
      folder,
      isFields(lists) ? lists : {},
    ]);
    this.registries = new Registries(registries, sibling('.npmrc'));
    this.entries = new BunEntries(lock.packages, this.warnings);
  }

  read({ sibling }: ReaderInput): ReaderResult {
    const { all } = this.entries;
    for (const { address, resolution } of all) {
      if (!isUrlSpecifier(resolution)) {
        this.registries.learn(address);
      }
    }
    all
      .filter(entry => !isOwn(entry))
      .forEach(entry => this.builder.add(entry.place, this.facts(entry)));
    all.filter(entry => !isOwn(entry)).forEach(entry => this.connect(entry));
    this.members.forEach(member => this.require(member));
    const unresolved = unresolvedEntries(this.missing);
    if (unresolved) {
      this.warnings.add(
        `${missingText(unresolved.count)}, the first is ${quoted(
          unresolved.first[0],
        )}`,
      );
    }
    const [, root = {}] = this.members.find(([folder]) => folder === '') ?? [];
    const project = packageJsonBeside(sibling);
    return {
      root: {
        name: project?.name ?? textOf(root.name),
        version: project?.version ?? textOf(root.version),
      },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...bunInStep(this.members, sibling),
      },
      ...(unresolved && { unresolved }),
    };
  }

  private facts(entry: BunEntry): PackageFacts {
    const hashes = integrityHashes(entry.integrity);
    return {
      ...this.identity(entry),
      ...(hashes.length > 0 && { hashes }),
      ...(entry.info.bundled === true && { unhashable: true }),
    };
  }

  private identity({ name, resolution, address }: BunEntry): PackageFacts {
    if (isGitSpecifier(resolution) || isGitArchive(resolution)) {
      return gitPackage(name, '', resolution);
    }
    if (isUrlSpecifier(resolution)) {
      const found = this.registries.packageAt(resolution);
      return found
        ? registryPackage(found.name, found.version)
        : { ...urlPackage(name, '', resolution), address: resolution };
    }
    if (isFileSpecifier(resolution) || /\.t(?:ar\.)?gz$/.test(resolution)) {
      return filePackage(name, '', resolution.replace(/^(?:file|link):/, ''));
    }
    const stated = { name, version: resolution };
    return {
      ...installedPackage(
        stated,
        packageInstalled(stated, address, this.warnings),
      ),
      ...(address && { address }),
    };
  }

  private connect({ place, info }: BunEntry): void {
    for (const { name, scope, peer } of asked(info)) {
      if (scope === 'development') {
        continue;
      }
      const target = this.entries.resolve(place, name);
      if (target) {
        const kind = scope === 'optional' ? 'optional' : 'runtime';
        this.builder.connect(place, target.place, kind);
      } else if (scope !== 'optional' && !peer) {
        this.missing.add(name);
      }
    }
  }

  private require([folder, lists]: Member): void {
    const own = folder === '' ? '' : textOf(lists.name) ?? '';
    for (const { name, scope, peer } of asked(lists)) {
      const target = this.entries.resolve(own, name);
      if (target) {
        this.builder.require(target.place, scope);
      } else if (scope !== 'optional' && !peer) {
        this.missing.add(name);
      }
    }
  }
}

/** Whether the copies of the lists are those of package.json, as `bun install --frozen-lockfile` wants. */
function bunInStep(members: readonly Member[], sibling: Sibling): Step {
  return compared(sibling, (comparison, beside) => {
    for (const [folder, lists] of members.slice(0, MAX_MEMBERS)) {
      const project = packageJsonBeside(beside, folder);
      if (project) {
        compareRequirements(
          comparison,
          folder === '' ? 'package.json' : `${folder}/package.json`,
          specifiers(project.requirements),
          specifiers(requirementsOf(lists)),
        );
      } else if (folder === '') {
        comparison.leavesOpen();
      }
    }
    const known = new Set(members.map(([folder]) => folder));
    const root = packageJsonBeside(beside);
    for (const { folder, manifest } of root
      ? workspaceMembers(root, beside).members
      : []) {
      if (!known.has(folder)) {
        comparison.differs(`the lock file was made without ${manifest}`);
      }
    }
    if (members.length > MAX_MEMBERS) {
      comparison.leavesOpen();
    }
  });
}

function specifiers(requirements: readonly Requirement[]): Map<string, string> {
  return new Map(requirements.map(({ name, specifier }) => [name, specifier]));
}

/** `bun.lock`, lockfileVersion 0 and 1; each member of a workspace counts as the project. */
export const bunLock: ManifestReader = {
  id: 'bun-lock',
  title: 'Bun lock file',
  ecosystem: 'npm',
  matches: name => name === 'bun.lock',
  companions: ['package.json', '.npmrc'],
  supersedes: [],
  read: input =>
    new BunLock(fieldsOf(readJsonc(input.text), 'the lock file'), input).read(
      input,
    ),
};
