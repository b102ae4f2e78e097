// Longer than any real key, and short enough for any pattern below.
const MAX_PATH = 8_192;

/** Name and version of a registry package in a pnpm lock file. */
export interface RegistryPath {
  name: string;
  version: string;
}

/** `name@1.0.0` without the peers and patches in brackets that follow. */
export function withoutPeers(path: string): string {
  const bracket = path.indexOf('(');
  return bracket < 0 ? path : path.slice(0, bracket);
}

/** Up to lockfileVersion 5.4: `/name/1.0.0_peers`, `/@scope/name/1.0.0`, `host/name/1.0.0`. */
function parseSlashed(path: string): RegistryPath | undefined {
  const found =
    /^(?:[\w.-]+\.[a-z]+(?::\d+)?)?\/((?:@[^/]+\/)?[^/@]+)\/(\d[^/_(]*)/.exec(
      path,
    );
  return found ? { name: found[1], version: found[2] } : undefined;
}

/** From lockfileVersion 6: `name@1.0.0(peers)`. */
function parseAt(path: string): RegistryPath | undefined {
  const found = /^((?:@[^/@]+\/)?[^/@]+)@(\d[^/@:]*)$/.exec(withoutPeers(path));
  return found ? { name: found[1], version: found[2] } : undefined;
}

/** The key as other entries refer to it: without the slash that lockfileVersion 6 puts first. */
export function normalKey(path: string, lockfileVersion: number): string {
  return lockfileVersion < 6 ? path : path.replace(/^\//, '');
}

/** Reads the key of a package; undefined where it is no path of a registry package. */
export function parseDependencyPath(
  path: string,
  lockfileVersion: number,
): RegistryPath | undefined {
  if (path.length > MAX_PATH) {
    return undefined;
  }
  return lockfileVersion < 6 ? parseSlashed(path) : parseAt(path);
}

/** Key that a dependency `name: reference` leads to; undefined for links to folders. */
export function dependencyKey(
  name: string,
  stated: string,
  lockfileVersion: number,
): string | undefined {
  const reference = stated.replace(/^file:(?:\.\/)+/, 'file:');
  if (/^(?:link|workspace):/.test(reference)) {
    return undefined;
  }
  if (lockfileVersion < 6) {
    return /^\d[^/]*$/.test(reference) || /^\d[^/]*\/[^/]*@/.test(reference)
      ? `/${name}/${reference}`
      : reference;
  }
  const isVersion = /^\d/.test(reference) && !/^[^(]*[@:/]/.test(reference);
  // Version 9 keeps the name in front of addresses as well; aliases have a name of their own.
  const isAddress = lockfileVersion >= 9 && /^[a-z][a-z+]*:/.test(reference);
  return isVersion || isAddress
    ? `${name}@${reference}`
    : normalKey(reference, lockfileVersion);
}
