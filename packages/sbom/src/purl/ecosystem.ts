import type { Ecosystem } from '../model';
import type { Purl } from './purl';

/** Purl types (purl-spec, `types/`) of the ecosystems whose lock files are read, in OSV's names. */
const ECOSYSTEMS: ReadonlyMap<string, Ecosystem> = new Map([
  ['cargo', 'crates.io'],
  ['gem', 'RubyGems'],
  ['golang', 'Go'],
  ['maven', 'Maven'],
  ['npm', 'npm'],
  ['pypi', 'PyPI'],
]);

/** The OSV ecosystem of a package, or undefined. */
export function ecosystemOf({ type }: Purl): Ecosystem | undefined {
  return ECOSYSTEMS.get(type);
}

/**
 * The name under which OSV (and the readers of lock files) know a package: `group:artifact` for
 * Maven, a PEP 503 name for PyPI, else namespace and name with a slash between.
 */
export function packageNameOf({ type, namespace, name }: Purl): string {
  if (type === 'pypi') {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
  }
  // The Go standard library is `stdlib` in OSV; some tools write `std`.
  if (type === 'golang' && !namespace && name === 'std') {
    return 'stdlib';
  }
  return namespace
    ? `${namespace}${type === 'maven' ? ':' : '/'}${name}`
    : name;
}

/** The version as OSV writes it: Go's without the leading `v`. */
export function versionOf({ type, version = '' }: Purl): string {
  return type === 'golang' ? version.replace(/^v(?=\d)/, '') : version;
}
