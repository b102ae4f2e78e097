import { attributeOf } from '@safety-curtain/input';
import type { Scope } from '../../model';
import { scopeOfAssets } from './assets';
import type { Item, MsbuildFiles } from './msbuildFiles';
import { metadataOf } from './msbuildText';

/** Versions of one package that conditions may allow. */
const MAX_VERSIONS = 20;

/** A package that a project asks for. */
export interface PackageUse {
  name: string;
  /** As written, with properties filled in; none where it has none or one is not known. */
  versions: string[];
  /** The text of a version that could not be told. */
  unknown?: string;
  scope: Scope;
  /** Whether it is asked for in any case. */
  certain: boolean;
  /** A tool of the command line, which is no part of the graph. */
  isTool: boolean;
}

interface Reference extends PackageUse {
  /** An own version counts even where versions are managed elsewhere. */
  isOverridden: boolean;
}

/** Names of one item; several stand with semicolons between. */
function namesOf(
  { element }: Item,
  attribute: string,
  files: MsbuildFiles,
): string[] {
  const text = files.properties.expand(attributeOf(element, attribute) ?? '');
  return (text ?? '')
    .split(';')
    .map(name => name.trim())
    .filter(name => /^[\w.-]+$/.test(name));
}

/** Versions that stand in one place for all projects, by name in lower case. */
export function managedVersions(files: MsbuildFiles): Map<string, PackageUse> {
  const found = new Map<string, PackageUse>();
  for (const item of files.items) {
    if (item.kind !== 'PackageVersion' && !isUpdate(item)) {
      continue;
    }
    for (const attribute of ['Include', 'Update']) {
      for (const name of namesOf(item, attribute, files)) {
        const use = useOf(name, item, files);
        const known = found.get(name.toLowerCase());
        if (known && !item.certain) {
          addVersions(known, use);
        } else if (use.versions.length > 0 || use.unknown) {
          found.set(name.toLowerCase(), use);
        }
      }
    }
  }
  return found;
}

/** Conditions may allow one of several; more than a few are no real ones. */
function addVersions(known: PackageUse, { versions }: PackageUse): void {
  for (const version of versions) {
    if (
      known.versions.length < MAX_VERSIONS &&
      !known.versions.includes(version)
    ) {
      known.versions.push(version);
    }
  }
}

/** `<PackageReference Update>` changes what is asked for elsewhere. */
function isUpdate({ kind, element }: Item): boolean {
  return (
    kind === 'PackageReference' &&
    attributeOf(element, 'Include') === undefined &&
    attributeOf(element, 'Update') !== undefined
  );
}

function useOf(
  name: string,
  { kind, element, certain }: Item,
  files: MsbuildFiles,
): Reference {
  const override = metadataOf(element, 'VersionOverride');
  const text = override ?? metadataOf(element, 'Version');
  const version = text && files.properties.expand(text);
  const isTool = kind === 'DotNetCliToolReference';
  const isForBuilding = isTool || kind === 'GlobalPackageReference';
  return {
    name,
    versions: version ? [version.trim()] : [],
    ...(text && version === undefined && { unknown: text }),
    isOverridden: override !== undefined,
    isTool,
    scope: isForBuilding
      ? 'development'
      : scopeOfAssets({
          include: metadataOf(element, 'IncludeAssets'),
          exclude: metadataOf(element, 'ExcludeAssets'),
          isPrivate: /\ball\b/i.test(
            metadataOf(element, 'PrivateAssets') ?? '',
          ),
        }),
    certain,
  };
}

/** All packages that a project asks for, with the versions that stand elsewhere. */
export function packageUses(files: MsbuildFiles): PackageUse[] {
  const managed = managedVersions(files);
  const uses: PackageUse[] = [];
  const removed = new Set<string>();
  for (const item of files.items) {
    if (item.kind === 'PackageVersion') {
      continue;
    }
    namesOf(item, 'Remove', files)
      .filter(() => item.certain)
      .forEach(name => removed.add(name.toLowerCase()));
    for (const name of namesOf(item, 'Include', files)) {
      const { isOverridden, ...own } = useOf(name, item, files);
      const elsewhere = managed.get(name.toLowerCase());
      const isManaged = elsewhere !== undefined && !isOverridden;
      uses.push(
        isManaged
          ? {
              ...own,
              versions: elsewhere.versions,
              unknown: elsewhere.unknown,
            }
          : own,
      );
    }
  }
  return uses.filter(({ name }) => !removed.has(name.toLowerCase()));
}
