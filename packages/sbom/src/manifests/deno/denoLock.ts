import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { hexHash, integrityHashes } from '../../input/hashes';
import { compared, type Step } from '../../locks/comparison';
import type { Scope, Sibling } from '../../model';
import { registryPackage } from '../npm/npmPackage';
import { packageJsonBeside } from '../npm/packageJson';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { DenoEntries, type DenoEntry } from './denoEntries';
import { denoJsonBeside } from './denoJson';
import { jsrPackage, parseSpecifier, remotePackage } from './denoPackage';

/** Members of one workspace that are looked at. */
const MAX_MEMBERS = 1000;

/** What a member of the workspace asks for: its folder, empty for the root. */
type Member = [folder: string, lists: Fields];

class DenoLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: DenoEntries;
  private readonly members: Member[];

  constructor(private readonly lock: Fields) {
    this.entries = new DenoEntries(lock);
    const root = isFields(lock.workspace) ? lock.workspace : {};
    this.members = [
      ['', root],
      ...entriesOf(root.members).map(
        ([folder, lists]): Member => [folder, isFields(lists) ? lists : {}],
      ),
    ];
  }

  read({ sibling }: ReaderInput): ReaderResult {
    this.entries.all.forEach(entry => this.add(entry));
    this.entries.all.forEach(entry => this.connect(entry));
    for (const id of this.entries.odd) {
      this.warnings.add(`${quoted(id)} is no package, and is left out`);
    }
    this.addRemote();
    for (const [folder, lists] of this.members.slice(0, MAX_MEMBERS)) {
      this.requireListed(folder, lists, sibling);
    }
    this.requireImported();
    const project = denoJsonBeside(sibling) ?? packageJsonBeside(sibling);
    return {
      root: project && { name: project.name, version: project.version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...denoInStep(this.members, this.lock.workspace, sibling),
      },
    };
  }

  private add({ key, kind, name, version, fields }: DenoEntry): void {
    const integrity = textOf(fields.integrity);
    if (kind === 'jsr') {
      this.builder.add(key, {
        ...jsrPackage(name, version),
        // Of the list of its files, and so of no archive.
        ...(integrity && { integrity }),
      });
      return;
    }
    const hashes = integrityHashes(integrity);
    this.builder.add(key, {
      ...registryPackage(name, version),
      ...(hashes.length > 0 && { hashes }),
    });
  }

  private connect(entry: DenoEntry): void {
    for (const [list, kind] of [
      ['dependencies', 'runtime'],
      ['optionalDependencies', 'optional'],
    ] as const) {
      for (const key of this.entries.dependenciesOf(entry, list)) {
        this.builder.connect(entry.key, key, kind);
      }
    }
  }

  /** Modules by address; what imports them is not written down. */
  private addRemote(): void {
    for (const [address, hash] of entriesOf(this.lock.remote)) {
      const facts = remotePackage(address);
      if (!facts) {
        this.warnings.add(
          `${quoted(address)} is no address of a module, and is left out`,
        );
        continue;
      }
      const sha256 = hexHash('sha256', textOf(hash) ?? '');
      const isWhole = facts.origin === 'url' && facts.version === '';
      this.builder.add(address, {
        ...facts,
        // One of many files has no hash of the package, but fixes its part.
        ...(isWhole && sha256 ? { hashes: [sha256] } : {}),
        ...(sha256 && { hashed: true }),
      });
      this.builder.leaveDirectOpen(address);
    }
  }

  private requireListed(folder: string, lists: Fields, sibling: Sibling): void {
    for (const item of listOf(lists.dependencies)) {
      const key = this.entries.bySpecifier(textOf(item));
      if (key !== undefined) {
        this.builder.require(key);
      }
    }
    const ofPackage = isFields(lists.packageJson) ? lists.packageJson : {};
    const names = listOf(ofPackage.dependencies);
    const project =
      names.length > 0 ? packageJsonBeside(sibling, folder) : undefined;
    const scopes = new Map(
      project?.requirements.map(
        ({ name, scope, specifier }): [string, Scope] => [
          parseSpecifier(specifier)?.name ??
            /^npm:((?:@[^/@]+\/)?[^@/]+)/.exec(specifier)?.[1] ??
            name,
          scope,
        ],
      ),
    );
    for (const item of names) {
      const text = textOf(item) ?? '';
      const key = this.entries.bySpecifier(text);
      if (key !== undefined) {
        const scope = scopes.get(parseSpecifier(text)?.name ?? '');
        this.builder.require(key, scope ?? 'unknown');
      }
    }
  }

  /** Specifiers that no list and no package has stand in code: that of the project, or of a module. */
  private requireImported(): void {
    const listed = new Set<string | undefined>();
    const note = (items: unknown) =>
      listOf(items).forEach(item =>
        listed.add(this.entries.bySpecifier(textOf(item))),
      );
    for (const [, lists] of this.members) {
      note(lists.dependencies);
      note(isFields(lists.packageJson) ? lists.packageJson.dependencies : []);
    }
    for (const { kind, fields } of this.entries.all) {
      if (kind === 'jsr') {
        note(fields.dependencies);
      }
    }
    for (const key of this.entries.specifiers.values()) {
      if (!listed.has(key)) {
        this.builder.require(key, 'unknown');
      }
    }
  }
}

/** Names that a project's files ask for; the lock file writes ranges in other ways. */
function askedNames(folder: string, sibling: Sibling): Set<string> | undefined {
  const deno = denoJsonBeside(sibling, folder);
  const npm = packageJsonBeside(sibling, folder);
  if (!deno && !npm) {
    return undefined;
  }
  return new Set(
    (deno?.imports ?? []).flatMap(target => {
      const specifier = parseSpecifier(target);
      return specifier ? `${specifier.kind}:${specifier.name}` : [];
    }),
  );
}

/** Whether the lists of the lock file name what deno.json asks for, and nothing else. */
function denoInStep(
  members: readonly Member[],
  workspace: unknown,
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    for (const [folder, lists] of members.slice(0, MAX_MEMBERS)) {
      const asked = askedNames(folder, beside);
      if (!asked || !isFields(workspace)) {
        comparison.leavesOpen();
        continue;
      }
      const locked = new Set(
        listOf(lists.dependencies).flatMap(item => {
          const specifier = parseSpecifier(textOf(item) ?? '');
          return specifier ? `${specifier.kind}:${specifier.name}` : [];
        }),
      );
      const manifest = folder === '' ? 'deno.json' : `${folder}/deno.json`;
      for (const name of asked) {
        if (!locked.has(name)) {
          comparison.differs(
            `${manifest} asks for ${name}, and the lock file was made without it`,
          );
        }
      }
      for (const name of locked) {
        if (!asked.has(name)) {
          comparison.differs(
            `the lock file was made for ${name}, and ${manifest} does not ask for it`,
          );
        }
      }
      comparison.agrees();
    }
  });
}

/** `deno.lock`, versions 2 to 5. */
export const denoLock: ManifestReader = {
  id: 'deno-lock',
  title: 'Deno lock file',
  matches: name => name === 'deno.lock',
  companions: ['package.json', 'import_map.json'],
  supersedes: [],
  read: input =>
    new DenoLock(fieldsOf(readJson(input.text), 'the lock file')).read(input),
};
