import { quoted, type Warnings } from '../warnings';

/** A package version of a registry. */
export interface RegistryVersion {
  name: string;
  version: string;
}

interface Archive extends RegistryVersion {
  /** Host and path of the registry. */
  base: string;
}

/** Longer than any real address. */
const MAX_ADDRESS = 2_048;
const SEPARATOR = '/-/';
const EXTENSION = '.tgz';

/**
 * What an address names if it has the path that registries give their archives:
 * `<registry>/<name>/-/<name without scope>-<version>.tgz`. It is the folder that names the package.
 */
function parseArchiveAddress(address: string): Archive | undefined {
  if (!/^https?:/.test(address) || address.length > MAX_ADDRESS) {
    return undefined;
  }
  const path = pathOf(address);
  const at = path?.lastIndexOf(SEPARATOR) ?? -1;
  if (path === undefined || at < 0 || !path.endsWith(EXTENSION)) {
    return undefined;
  }
  const folders = path.slice(0, at).split('/');
  const plainName = folders.pop()!;
  const isScoped = folders[folders.length - 1]?.startsWith('@') === true;
  const name = isScoped ? `${folders.pop()}/${plainName}` : plainName;
  const file = path.slice(at + SEPARATOR.length, -EXTENSION.length);
  const title = file.slice(file.lastIndexOf('/') + 1);
  const rest = title.startsWith(plainName)
    ? title.slice(plainName.length)
    : title;
  const [, version] = /-(\d.*)$/.exec(rest) ?? [];
  return plainName !== '' && version !== undefined
    ? { base: folders.join('/'), name, version }
    : undefined;
}

/** Host and path, without what comes before and after. */
function pathOf(address: string): string | undefined {
  try {
    const { host, pathname } = new URL(address);
    return host + decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** The registries that an `.npmrc` file names (npm docs, "npmrc"). */
function addressesInNpmrc(text: string): string[] {
  return text.split(/\r?\n/).flatMap(line => {
    const found = /^\s*(?:@[^\s:=]+:)?registry\s*=\s*["']?([^\s"']+)/.exec(
      line,
    );
    return found ? [found[1]] : [];
  });
}

/**
 * Which addresses are archives of npm registries. A registry is known
 *
 * - by the caller, who has npm's configuration;
 * - by `.npmrc` beside the lock file;
 * - by the lock file itself: what a project asks for by version comes from a registry, so the
 *   address that such an entry has is one of a registry.
 *
 * A package that is asked for by an address below a known registry is that registry's package.
 * Archives at any other address are none of a registry's, whatever they are called.
 */
export class Registries {
  private readonly bases = new Set<string>();

  constructor(addresses: Iterable<string>, npmrc?: string) {
    for (const address of [...addresses, ...addressesInNpmrc(npmrc ?? '')]) {
      const base = pathOf(address)?.replace(/\/+$/, '');
      if (base !== undefined) {
        this.bases.add(base);
      }
    }
  }

  /** Notes the address of a package that is asked for by version. */
  learn(address: string | undefined): void {
    const archive = address && parseArchiveAddress(address);
    if (archive) {
      this.bases.add(archive.base);
    }
  }

  /** The package version at an address of a known registry; undefined for any other address. */
  packageAt(address: string): RegistryVersion | undefined {
    const archive = parseArchiveAddress(address);
    return archive && this.bases.has(archive.base)
      ? { name: archive.name, version: archive.version }
      : undefined;
  }
}

/**
 * What an entry of a lock file installs that is asked for by version: the package that its address
 * names, even where that is not what the entry is called, since that is what is fetched.
 */
export function packageInstalled(
  stated: RegistryVersion,
  address: string | undefined,
  warnings: Warnings,
): RegistryVersion {
  const archive = address && parseArchiveAddress(address);
  if (!archive || archive.name === stated.name) {
    return stated;
  }
  const { name, version } = archive;
  warnings.add(
    `${quoted(
      `${stated.name}@${stated.version}`,
    )} is fetched from the address of ` +
      `${quoted(`${name}@${version}`)}, and counted as that`,
  );
  return { name, version };
}
