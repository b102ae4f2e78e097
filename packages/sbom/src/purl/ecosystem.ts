import type { Ecosystem } from '../model';
import type { Purl } from './purl';

/** Purl types (purl-spec, `types/`) of one ecosystem each, in OSV's names. */
const ECOSYSTEMS: ReadonlyMap<string, Ecosystem> = new Map<string, Ecosystem>([
  ['bioconductor', 'Bioconductor'],
  ['bitnami', 'Bitnami'],
  ['cargo', 'crates.io'],
  ['composer', 'Packagist'],
  ['conan', 'ConanCenter'],
  ['cran', 'CRAN'],
  ['gem', 'RubyGems'],
  ['githubactions', 'GitHub Actions'],
  ['golang', 'Go'],
  ['hackage', 'Hackage'],
  ['hex', 'Hex'],
  ['julia', 'Julia'],
  ['maven', 'Maven'],
  ['npm', 'npm'],
  ['nuget', 'NuGet'],
  ['pub', 'Pub'],
  ['pypi', 'PyPI'],
  ['swift', 'SwiftURL'],
]);

/**
 * Distributions by purl type and namespace: the ecosystem, and how it writes the release that the
 * qualifier `distro` names (`debian-11`, `ubuntu-22.04`, `alpine-3.18.4`).
 */
const DISTRIBUTIONS: ReadonlyMap<string, [Ecosystem, RegExp?, string?]> =
  new Map<string, [Ecosystem, RegExp?, string?]>([
    ['apk/alpine', ['Alpine', /-v?(\d+\.\d+)/, 'v']],
    ['apk/chainguard', ['Chainguard']],
    ['apk/wolfi', ['Wolfi']],
    ['deb/debian', ['Debian', /-(\d+)/]],
    ['deb/ubuntu', ['Ubuntu', /-(\d+\.\d+)/]],
    ['rpm/almalinux', ['AlmaLinux', /-(\d+)/]],
    ['rpm/mageia', ['Mageia', /-(\d+)/]],
    ['rpm/rocky', ['Rocky Linux', /-(\d+)/]],
    ['rpm/rocky-linux', ['Rocky Linux', /-(\d+)/]],
    ['rpm/rockylinux', ['Rocky Linux', /-(\d+)/]],
  ]);

/** Types whose namespace is the distribution, not part of the name. */
const TYPES_OF_DISTRIBUTIONS = new Set(['apk', 'deb', 'rpm']);

/**
 * The OSV ecosystem of a package, with the release of a distribution where the purl names it;
 * undefined where OSV has none.
 */
export function ecosystemOf(purl: Purl): Ecosystem | undefined {
  const { type, namespace = '', qualifiers } = purl;
  const distribution = DISTRIBUTIONS.get(`${type}/${namespace}`.toLowerCase());
  if (!distribution) {
    return ECOSYSTEMS.get(type);
  }
  const [ecosystem, release, prefix = ''] = distribution;
  const found = release?.exec(qualifiers?.distro ?? '');
  return found ? `${ecosystem}:${prefix}${found[1]}` : ecosystem;
}

/**
 * The name under which OSV (and the readers of lock files) know a package: `group:artifact` for
 * Maven, a PEP 503 name for PyPI, the source package for Debian and its kin, else namespace and name
 * with a slash between.
 */
export function packageNameOf({
  type,
  namespace,
  name,
  qualifiers,
}: Purl): string {
  if (type === 'pypi') {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
  }
  // The Go standard library is `stdlib` in OSV; some tools write `std`.
  if (type === 'golang' && !namespace && name === 'std') {
    return 'stdlib';
  }
  if (TYPES_OF_DISTRIBUTIONS.has(type)) {
    return qualifiers?.upstream?.split('@')[0] || name;
  }
  return namespace
    ? `${namespace}${type === 'maven' ? ':' : '/'}${name}`
    : name;
}

/** `-x86_64-linux` of a gem's build for one platform (RubyGems, Gem::Platform), and `-java`. */
const GEM_PLATFORM =
  /-(?:java|jruby|ruby|(?:universal|x86|x64|x86_64|i[3-6]86|arm|armv\w+|arm64|aarch64|ppc\w*|s390x|riscv\w*)(?:-\w+)*|mswin\w*|mingw\w*)$/;

/**
 * The version as OSV writes it: Go's without the leading `v`, those of its library without `go`, a
 * gem's without its platform.
 */
export function versionOf(purl: Purl): string {
  const { type, version = '' } = purl;
  if (type === 'golang') {
    return packageNameOf(purl) === 'stdlib'
      ? version.replace(/^(?:v|go)(?=\d)/, '')
      : version.replace(/^v(?=\d)/, '');
  }
  return type === 'gem' ? version.replace(GEM_PLATFORM, '') : version;
}
