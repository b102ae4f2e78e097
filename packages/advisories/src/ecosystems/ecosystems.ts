import {
  distributionOf,
  DISTRIBUTION_NAMES,
  isOfDistribution,
} from './distributions';

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

const isPrefix = (start: string, whole: string, mark: string) =>
  whole.startsWith(start + mark);

const releaseOf = (ecosystem: string) =>
  ecosystem.slice(baseEcosystem(ecosystem).length + 1);

/** Records of Ubuntu Pro are about the same packages: its fixes are what a release has later. */
const plainUbuntu = (release: string) =>
  release.replace(/^Pro:/, '').replace(/:LTS$/, '');

/** Names of SUSE's products are far shorter. */
const MAX_PRODUCT = 150;

/**
 * Products and modules of one service pack have their packages in common: `Linux Enterprise Server 15
 * SP5`, `Linux Enterprise Module for Basesystem 15 SP5`, `Linux Enterprise Server 15 SP5-LTSS`.
 */
function servicePack(release: string): string | undefined {
  if (release.length > MAX_PRODUCT) return undefined;
  return /^(?:Linux Enterprise|Package Hub)\b(?!.*\bMicro\b).* (\d+(?: SP\d+)?)(?:-[\w-]+)?$/.exec(
    release,
  )?.[1];
}

/** Where releases that are written otherwise may be the same one. */
const ALIKE = new Map<string, (a: string, b: string) => boolean>([
  ['Ubuntu', (a, b) => plainUbuntu(a) === plainUbuntu(b)],
  [
    'SUSE',
    (a, b) => {
      const pack = servicePack(a);
      return pack !== undefined && pack === servicePack(b);
    },
  ],
  // The service pack may be left open.
  ['openEuler', (a, b) => isPrefix(a, b, '-') || isPrefix(b, a, '-')],
]);

/**
 * Whether a record for one ecosystem speaks about packages of the other. A
 * name without a suffix, or without the end of it, stands for all releases
 * that it leaves open: `Ubuntu`, `Ubuntu:22.04`, `Ubuntu:22.04:LTS`.
 *
 * @public
 */
export function ecosystemsMeet(a: string, b: string): boolean {
  if (a === b || isPrefix(a, b, ':') || isPrefix(b, a, ':')) return true;
  const alike = ALIKE.get(baseEcosystem(a));
  return alike !== undefined && baseEcosystem(a) === baseEcosystem(b)
    ? alike(releaseOf(a), releaseOf(b))
    : false;
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
  ['opam', 'opam'],
  ['pub', 'Pub'],
  ['pypi', 'PyPI'],
  ['swift', 'SwiftURL'],
]);

/** Ecosystems of OSV that no purl type leads to. */
const OTHERS = [
  'Android',
  'BellSoft Hardened Containers',
  'CleanStart',
  'Docker Hardened Images',
  'FreeBSD',
  'GHC',
  'GIT',
  'Kubernetes',
  'Linux',
  'OSS-Fuzz',
  'Root',
  'VSCode',
];

/** As OSV spells them, by their names in lower case. */
const DEFINED = new Map(
  [...PURL_TYPES.values(), ...DISTRIBUTION_NAMES, ...OTHERS].map(name => [
    name.toLowerCase(),
    name,
  ]),
);

/**
 * Whether OSV defines an ecosystem, with any suffix (OSV schema, "Defined ecosystems").
 *
 * @public
 */
export function isOsvEcosystem(name: string): boolean {
  return osvEcosystem(name) === name;
}

/**
 * An ecosystem as OSV spells it, with its suffix as it is, whatever the case: `pypi` is `PyPI`.
 * Undefined where OSV defines none of that name.
 *
 * @public
 */
export function osvEcosystem(name: string): string | undefined {
  const base = baseEcosystem(name);
  const known = DEFINED.get(base.toLowerCase());
  return known && known + name.slice(base.length);
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
  return (
    distributionOf(type, namespace)?.ecosystem ??
    PURL_TYPES.get(type.toLowerCase())
  );
}

/** What joins namespace and name in OSV's package names; "/" elsewhere. */
const JOINTS = new Map([['Maven', ':']]);

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
  // Conan's namespace is who made the recipe.
  const isBare =
    isOfDistribution(purl.type) || purl.type.toLowerCase() === 'conan';
  const name =
    purl.namespace && !isBare
      ? `${purl.namespace}${JOINTS.get(ecosystem) ?? '/'}${purl.name}`
      : purl.name;
  return { ecosystem, name };
}
