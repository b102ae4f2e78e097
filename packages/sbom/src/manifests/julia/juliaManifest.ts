import {
  entriesOf,
  type Fields,
  isFields,
  keysOf,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { compared, requirementText, type Step } from '../../locks/comparison';
import { missing, missingPackage, requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { juliaPackage } from './juliaPackage';
import { juliaProject } from './juliaProject';

const MAX_NAMED = 50;

/** One entry; several of one name differ by their uuid. */
interface Entry {
  name: string;
  uuid: string;
  fields: Fields;
}

/** Before 2.0 the entries are the tables of the file itself, and nothing else is in it. */
function tablesOf(manifest: Fields): Array<[string, unknown]> {
  if (manifest.manifest_format === undefined) {
    return entriesOf(manifest).filter(([, value]) => Array.isArray(value));
  }
  requireVersion(
    manifest.manifest_format,
    'manifest_format',
    /^2\.\d+$/,
    '1.0 and 2',
  );
  if (manifest.deps !== undefined && !isFields(manifest.deps)) {
    throw missing('deps');
  }
  return entriesOf(manifest.deps);
}

function entriesIn(manifest: Fields, warnings: Warnings): Entry[] {
  return tablesOf(manifest).flatMap(([name, list]) =>
    listOf(list).flatMap(item => {
      const fields: Fields = isFields(item) ? item : {};
      const uuid = textOf(fields.uuid);
      if (!uuid) {
        warnings.add(`${quoted(name)} has no uuid`);
        return [];
      }
      return { name, uuid: uuid.toLowerCase(), fields };
    }),
  );
}

/** By name where that is unique, by uuid otherwise. */
function dependenciesOf({ deps }: Fields): Array<[string, string | undefined]> {
  return isFields(deps)
    ? entriesOf(deps).map(([name, uuid]) => [name, textOf(uuid)?.toLowerCase()])
    : listOf(deps).map(name => [textOf(name) ?? '', undefined]);
}

class JuliaManifest {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly open = new Set<string>();
  private readonly byName = new Map<string, string>();
  private readonly uuids = new Set<string>();
  private readonly entries: Entry[];

  constructor(
    private readonly input: ReaderInput,
    private readonly manifest: Fields,
  ) {
    this.entries = entriesIn(manifest, this.warnings);
  }

  read(): ReaderResult {
    this.entries.forEach(entry => this.add(entry));
    this.entries.forEach(entry => this.connect(entry));
    const step = this.requireListed();
    const { size } = this.open;
    const first = [...this.open].slice(0, MAX_NAMED);
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings(), ...step },
      ...(size > 0 && { unresolved: { count: size, first, poms: [] } }),
    };
  }

  /** Packages of the standard library have the version of Julia where they have none of their own. */
  private add({ name, uuid, fields }: Entry): void {
    this.uuids.add(uuid);
    this.byName.set(name, uuid);
    const isFixed =
      fields.path !== undefined || fields['repo-url'] !== undefined;
    const version =
      textOf(fields.version) ?? textOf(this.manifest.julia_version);
    if (version === undefined && !isFixed) {
      this.open.add(name);
      this.warnings.add(
        `${quoted(name)} comes with Julia, whose version is not in the file`,
      );
      return;
    }
    const facts = juliaPackage(
      name,
      uuid,
      isFixed ? textOf(fields.version) ?? '' : version!,
      fields,
    );
    this.builder.add(uuid, facts);
  }

  private connect({ name, uuid, fields }: Entry): void {
    for (const [other, stated] of dependenciesOf(fields)) {
      const target = stated ?? this.byName.get(other);
      if (target === undefined || !this.uuids.has(target)) {
        throw missingPackage(name, other);
      }
      this.builder.connect(uuid, target);
    }
  }

  private requireListed(): Step {
    const project = juliaProject(this.input.sibling);
    if (!project) {
      this.builder.requireUnreferenced();
      this.warnings.add(
        'no Project.toml beside the lock file: what no other package asks for is direct, of the rest it is not known',
      );
      return {};
    }
    for (const uuid of project.values()) {
      this.builder.require(uuid);
    }
    return compared(this.input.sibling, comparison => {
      for (const [name, uuid] of project) {
        if (this.uuids.has(uuid)) {
          comparison.agrees();
        } else {
          comparison.differs(
            `Project.toml asks for ${requirementText(
              name,
              '',
            )}, and the lock file was made without it`,
          );
        }
      }
    });
  }
}

/** Julia begins each manifest with it, also one of a project without dependencies. */
const HEADER = /^# This file is machine-generated/m;

function read(input: ReaderInput): ReaderResult {
  const manifest = readToml(input.text);
  if (keysOf(manifest).length === 0 && !HEADER.test(input.text)) {
    throw missing('manifest_format');
  }
  return new JuliaManifest(input, manifest).read();
}

/** `Manifest.toml` of Julia (Pkg, "Project.toml and Manifest.toml"), format 1.0 and 2. */
export const juliaManifest: ManifestReader = {
  id: 'julia-manifest',
  title: 'Julia manifest',
  ecosystem: 'Julia',
  matches: name => /^(?:Julia)?Manifest(?:-v\d+\.\d+)?\.toml$/.test(name),
  companions: ['Project.toml', 'JuliaProject.toml'],
  supersedes: [],
  read,
};
