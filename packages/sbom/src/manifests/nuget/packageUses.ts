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

/** A version that stands elsewhere. */
interface ManagedVersion extends PackageUse {
  /** It changes what projects say, whether or not versions are managed in one place. */
  isUpdate: boolean;
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

/** The property without which `PackageVersion` and `GlobalPackageReference` are nothing to NuGet. */
const SWITCH = 'ManagePackageVersionsCentrally';

/**
 * Whether versions stand in one place for all projects (NuGet, "Central Package Management");
 * undefined where that cannot be told, as of files that were not at hand, and of the older MSBuild SDK
 * that works with `<PackageReference Update>` and without the property.
 */
function isCentral({ properties, items, absent }: MsbuildFiles) {
  if (properties.isTrue(SWITCH)) return true;
  if (properties.get(SWITCH) !== undefined) return false;
  const isOpen =
    properties.isSet(SWITCH) || absent.size > 0 || items.some(isUpdate);
  return isOpen ? undefined : false;
}

/** Versions that stand in one place for all projects, by name in lower case. */
export function managedVersions(
  files: MsbuildFiles,
): Map<string, ManagedVersion> {
  const found = new Map<string, ManagedVersion>();
  for (const item of files.items) {
    if (item.kind !== 'PackageVersion' && !isUpdate(item)) {
      continue;
    }
    for (const attribute of ['Include', 'Update']) {
      for (const name of namesOf(item, attribute, files)) {
        const use = { ...useOf(name, item, files), isUpdate: isUpdate(item) };
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

function hasVersion({ versions, unknown }: PackageUse): boolean {
  return versions.length > 0 || unknown !== undefined;
}

/** All packages that a project asks for, with the versions that stand elsewhere. */
export function packageUses(files: MsbuildFiles): PackageUse[] {
  const central = isCentral(files);
  const managed = managedVersions(files);
  const uses: PackageUse[] = [];
  const removed = new Set<string>();
  for (const item of files.items) {
    const isNothing =
      item.kind === 'PackageVersion' ||
      (item.kind === 'GlobalPackageReference' && central === false);
    if (isNothing) {
      continue;
    }
    namesOf(item, 'Remove', files)
      .filter(() => item.certain)
      .forEach(name => removed.add(name.toLowerCase()));
    for (const name of namesOf(item, 'Include', files)) {
      const { isOverridden, ...own } = useOf(name, item, files);
      const elsewhere = managed.get(name.toLowerCase());
      const isManaged =
        elsewhere !== undefined &&
        !isOverridden &&
        (central || elsewhere.isUpdate || !hasVersion(own));
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
