import {
  distributionOf,
  ecosystemWithRelease,
  isOfDistribution,
} from './distributions';
import {
  ecosystemOfPurlType,
  normalizePackageName,
  osvPackageOfPurl,
} from './ecosystems';
import type { NamedPackage } from './purlMatch';

/** A package version in OSV's words. @public */
export interface InstalledPackage {
  /** With the release of a distribution where the purl tells it; absent where OSV has none. */
  ecosystem?: string;
  /** Of the source package, where records name those. */
  name: string;
  /** To be compared with versions of records; of the source package, where records name those. */
  version: string;
}

/** `-x86_64-linux` of a gem's build for one platform (RubyGems, Gem::Platform), and `-java`. */
const GEM_PLATFORM =
  /-(?:java|jruby|ruby|(?:universal|x86|x64|x86_64|i[3-6]86|arm|armv\w+|arm64|aarch64|ppc\w*|s390x|riscv\w*)(?:-\w+)*|mswin\w*|mingw\w*)$/;

/** Go's without the leading `v`, those of its library without `go`. */
function goVersion(name: string, version: string): string {
  return version.replace(
    name === 'stdlib' ? /^(?:v|go)(?=\d)/ : /^v(?=\d)/,
    '',
  );
}

function versionOf(purl: NamedPackage, name: string): string {
  const { type, version = '', qualifiers } = purl;
  switch (type) {
    case 'golang':
      return goVersion(name, version);
    case 'gem':
      return version.replace(GEM_PLATFORM, '');
    case 'docker':
      // Of an image that is pinned by its digest, the tag is what people know.
      return /^\w+:/.test(version) ? qualifiers?.tag ?? version : version;
    default:
      return version;
  }
}

function nameOf(purl: NamedPackage): string {
  const { type, namespace, name } = purl;
  // The Go standard library is `stdlib` in OSV; some tools write `std`.
  if (type === 'golang' && !namespace && name === 'std') return 'stdlib';
  const known = osvPackageOfPurl(purl);
  if (!known) return namespace ? `${namespace}/${name}` : name;
  return known.ecosystem === 'PyPI' || known.ecosystem === 'GitHub Actions'
    ? normalizePackageName(known.ecosystem, known.name)
    : known.name;
}

/** A package of an operating system, with where it was built from. */
interface Built {
  name: string;
  version: string;
}

/** `name-version-release.src.rpm` (rpm, "Package naming"). */
const SOURCE_RPM =
  /^(.{1,200})-([^-]{1,200})-([^-]{1,200}?)(?:\.(?:no)?src)?(?:\.rpm)?$/;

/** The version of an rpm or deb with its epoch, which some tools write beside it. */
function withEpoch(version: string, epoch: string | undefined): string {
  return epoch &&
    /^\d{1,9}$/.test(epoch) &&
    epoch !== '0' &&
    !/^\d+:/.test(version)
    ? `${epoch}:${version}`
    : version;
}

/** A build of the same source again counts up behind the version (Debian, "binNMU"). */
const BUILT_AGAIN = /\+b\d+$/;

/** What a package was built from, by the qualifier `upstream` of Syft: `name`, `name@version`, a file. */
function sourceOf(
  type: string,
  built: Built,
  upstream: string,
  epoch?: string,
): Built {
  if (type === 'rpm') {
    const found = SOURCE_RPM.exec(upstream);
    if (!found || !/rpm$/.test(upstream)) {
      return { ...built, name: upstream || built.name };
    }
    const [, name, version, release] = found;
    return { name, version: withEpoch(`${version}-${release}`, epoch) };
  }
  const [name, version] = upstream.split('@', 2);
  if (version === built.version.replace(BUILT_AGAIN, '')) {
    return { name, version: built.version };
  }
  return {
    name: name || built.name,
    version: version || built.version,
  };
}

/** A package of a distribution: the binary one, or the source that records name. */
function ofDistribution(purl: NamedPackage): Built {
  const { type, namespace, name, version = '', qualifiers = {} } = purl;
  const { epoch, upstream = '' } = qualifiers;
  const named = distributionOf(type, namespace)?.named;
  const built = { name, version: withEpoch(version, epoch) };
  if (named === 'binary') return built;
  return sourceOf(type, built, upstream, epoch);
}

/**
 * The package that a purl names, as OSV's records do: ecosystem with the release, name and version of
 * the source package where records name those, and versions in OSV's spelling. Qualifiers are read as
 * Syft, Trivy and cdxgen write them: `distro`, `distro_name`, `epoch`, `upstream`.
 *
 * @public
 */
export function installedPackageOf(purl: NamedPackage): InstalledPackage {
  const { type, namespace = '', qualifiers = {}, version = '' } = purl;
  if (isOfDistribution(type)) {
    const distribution = distributionOf(type, namespace);
    const release =
      distribution &&
      ecosystemWithRelease(distribution, namespace, qualifiers, version);
    return { ...(release && { ecosystem: release }), ...ofDistribution(purl) };
  }
  const ecosystem = ecosystemOfPurlType(type, namespace);
  const name = nameOf(purl);
  return {
    ...(ecosystem && { ecosystem }),
    name,
    version: versionOf(purl, name),
  };
}
