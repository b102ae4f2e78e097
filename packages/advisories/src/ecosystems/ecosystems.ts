/**
 * OSV ecosystem names (OSV schema, "Defined ecosystems"), the way each spells
 * package names, and the purl types that lead to them.
 */

/**
 * The part before a suffix: `Debian:12` and `Debian` are both `Debian`.
 *
 * @public
 */
export function baseEcosystem(ecosystem: string): string {
  const colon = ecosystem.indexOf(':');
  return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
}

/**
 * Whether a record for one ecosystem speaks about packages of the other. A
 * name without a suffix, or without the end of it, stands for all releases
 * that it leaves open: `Ubuntu`, `Ubuntu:22.04`, `Ubuntu:22.04:LTS`.
 *
 * @public
 */
export function ecosystemsMeet(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}:`) || b.startsWith(`${a}:`);
}

const lowerCase = (name: string) => name.toLowerCase();

/** PyPA specifications, "Names and normalization" (PEP 503). */
const pypiName = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-');

/** A repository address; OSV writes it without scheme and `.git`. */
const swiftName = (name: string) =>
  name
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\.git$/, '');

/** Ecosystems in which two spellings name one package. */
const NAME_RULES = new Map<string, (name: string) => string>([
  ['PyPI', pypiName],
  // Module paths have a case, but purls of them are written in lower case
  // (purl type definition of golang).
  ['Go', lowerCase],
  ['NuGet', lowerCase],
  ['Packagist', lowerCase],
  ['Hex', lowerCase],
  ['Pub', lowerCase],
  ['GitHub Actions', lowerCase],
  ['SwiftURL', swiftName],
]);

/**
 * The one spelling under which a package is looked up in its ecosystem.
 *
 * @public
 */
export function normalizePackageName(ecosystem: string, name: string): string {
  const rule = NAME_RULES.get(baseEcosystem(ecosystem));
  return rule ? rule(name) : name;
}

const PURL_TYPES = new Map([
  ['apk', 'Alpine'],
  ['bioconductor', 'Bioconductor'],
  ['bitnami', 'Bitnami'],
  ['cargo', 'crates.io'],
  ['composer', 'Packagist'],
  ['conan', 'ConanCenter'],
  ['cran', 'CRAN'],
  ['deb', 'Debian'],
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

/** Types whose namespace names the distribution, and so the ecosystem. */
const DISTRIBUTIONS = new Map([
  ['apk/alpine', 'Alpine'],
  ['apk/chainguard', 'Chainguard'],
  ['apk/wolfi', 'Wolfi'],
  ['deb/debian', 'Debian'],
  ['deb/ubuntu', 'Ubuntu'],
  ['rpm/almalinux', 'AlmaLinux'],
  ['rpm/mageia', 'Mageia'],
  ['rpm/openeuler', 'openEuler'],
  ['rpm/opensuse', 'openSUSE'],
  ['rpm/redhat', 'Red Hat'],
  ['rpm/rocky-linux', 'Rocky Linux'],
  ['rpm/suse', 'SUSE'],
]);

/** Ecosystems of OSV that no purl type leads to. */
const OTHERS = [
  'Alpaquita',
  'Android',
  'Azure Linux',
  'BellSoft Hardened Containers',
  'CleanStart',
  'Docker Hardened Images',
  'Echo',
  'FreeBSD',
  'GHC',
  'GIT',
  'Kubernetes',
  'Linux',
  'MinimOS',
  'OSS-Fuzz',
  'Photon OS',
  'Root',
  'VSCode',
  'opam',
];

/**
 * Whether OSV defines an ecosystem, with any suffix (OSV schema, "Defined ecosystems").
 *
 * @public
 */
export function isOsvEcosystem(name: string): boolean {
  const base = baseEcosystem(name);
  return [
    ...PURL_TYPES.values(),
    ...DISTRIBUTIONS.values(),
    ...OTHERS,
  ].includes(base);
}

/**
 * The OSV ecosystem of a purl type, undefined where OSV has none. The
 * namespace matters for `apk`, `deb` and `rpm` only.
 *
 * @public
 */
export function ecosystemOfPurlType(
  type: string,
  namespace?: string,
): string | undefined {
  const known = DISTRIBUTIONS.get(`${type}/${namespace}`.toLowerCase());
  return known ?? PURL_TYPES.get(type.toLowerCase());
}

/** What joins namespace and name in OSV's package names; "/" elsewhere. */
const JOINTS = new Map([['Maven', ':']]);
/** The namespace is the distribution there, not part of the name. */
const TYPES_OF_DISTRIBUTIONS = new Set(['apk', 'deb', 'rpm']);

/**
 * Ecosystem and package name, as OSV writes them, of a purl's parts.
 *
 * @public
 */
export function osvPackageOfPurl(purl: {
  type: string;
  namespace?: string;
  name: string;
}): { ecosystem: string; name: string } | undefined {
  const ecosystem = ecosystemOfPurlType(purl.type, purl.namespace);
  if (!ecosystem) return undefined;
  const isBare = TYPES_OF_DISTRIBUTIONS.has(purl.type.toLowerCase());
  const name =
    purl.namespace && !isBare
      ? `${purl.namespace}${JOINTS.get(ecosystem) ?? '/'}${purl.name}`
      : purl.name;
  return { ecosystem, name };
}
