import {
  asText,
  entriesOf,
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';

/** A dependency as a build file or a catalog names it; the version where it is written out. */
export interface Named {
  /** `group:artifact`. */
  name: string;
  version?: string;
}

/** What a version catalog's accessors stand for (Gradle, "Version catalogs"). */
export type VersionCatalog = ReadonlyMap<string, readonly Named[]>;

/** `slf4j-api`, `slf4j_api` and `slf4j.api` are all `libs.slf4j.api`. */
function accessorOf(alias: string): string {
  return alias.replace(/[-_]/g, '.');
}

function versionOf(version: unknown, versions: unknown): string | undefined {
  if (!isFields(version)) {
    return textOf(version);
  }
  const ref = textOf(version.ref);
  const stated = ref && isFields(versions) ? versions[ref] : undefined;
  return textOf(stated);
}

function libraryOf(value: unknown, versions: unknown): Named | undefined {
  if (typeof value === 'string') {
    const [group, artifact, version] = value.split(':');
    return group && artifact
      ? { name: `${group}:${artifact}`, version }
      : undefined;
  }
  if (!isFields(value)) {
    return undefined;
  }
  const { group, name } = value;
  const module = textOf(value.module);
  const found = module ?? (group && name ? `${group}:${name}` : undefined);
  return found
    ? { name: found, version: versionOf(value.version, versions) }
    : undefined;
}

function bundlesOf(catalog: Fields, libraries: VersionCatalog): VersionCatalog {
  return new Map(
    entriesOf(catalog.bundles).map(([alias, list]) => [
      `bundles.${accessorOf(alias)}`,
      listOf(list).flatMap(
        item => libraries.get(accessorOf(asText(item))) ?? [],
      ),
    ]),
  );
}

function librariesOf({ libraries, versions }: Fields): VersionCatalog {
  return new Map(
    entriesOf(libraries).flatMap(([alias, value]) => {
      const library = libraryOf(value, versions);
      return library ? [[accessorOf(alias), [library]]] : [];
    }),
  );
}

/** Reads `libs.versions.toml`; undefined where it cannot be read. */
export function parseVersionCatalog(text: string): VersionCatalog | undefined {
  try {
    const catalog = readToml(text, limits.siblingMemory);
    const libraries = librariesOf(catalog);
    return new Map([...libraries, ...bundlesOf(catalog, libraries)]);
  } catch {
    return undefined;
  }
}
