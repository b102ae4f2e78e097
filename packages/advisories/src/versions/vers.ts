import { compareVersions, MAX_VERSION_LENGTH, VersionError } from './compare';

type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

interface Constraint {
  comparator: Comparator;
  version: string;
}

/** The longest text, and the most constraints in it. */
const MAX_LENGTH = 10_000;
const MAX_CONSTRAINTS = 500;

/** Ecosystems of OSV by the scheme that names their versions in a range (VERS, "Known types"). */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  alpine: 'Alpine',
  apk: 'Alpine',
  cargo: 'crates.io',
  composer: 'Packagist',
  conan: 'ConanCenter',
  cran: 'CRAN',
  deb: 'Debian',
  gem: 'RubyGems',
  golang: 'Go',
  hackage: 'Hackage',
  hex: 'Hex',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  pub: 'Pub',
  pypi: 'PyPI',
  rpm: 'Red Hat',
  semver: 'npm',
};

/**
 * A version range in the notation that SBOMs and VEX documents use between ecosystems (VERS,
 * "Version Range Specifier"): `vers:npm/>=1.2.3|<2.0.0`.
 *
 * @public
 */
export class VersRange {
  private constructor(
    private readonly ecosystem: string,
    /** Undefined for `*`: every version. */
    private readonly constraints: readonly Constraint[] | undefined,
  ) {}

  /**
   * @throws VersionError where it is no such range, its scheme is unknown, or a version in it is
   * none of the scheme
   */
  static read(text: string): VersRange {
    const refuse = (reason: string) => new VersionError('vers', text, reason);
    const [, scheme, list] = /^vers:([a-z][a-z0-9.-]*)\/(.*)$/s.exec(
      text.slice(0, MAX_LENGTH + 1),
    ) ?? [undefined, '', ''];
    if (text.length > MAX_LENGTH) throw refuse('it is too long');
    if (!scheme) throw refuse('it does not begin with vers:<scheme>/');
    if (!Object.hasOwn(ECOSYSTEMS, scheme)) {
      throw refuse(`versions of '${scheme}' cannot be ordered`);
    }
    const ecosystem = ECOSYSTEMS[scheme];
    const parts = list
      .split('|')
      .map(part => part.replace(/\s+/g, ''))
      .filter(part => part !== '');
    if (parts.length === 0) throw refuse('it has no constraint');
    if (parts.length > MAX_CONSTRAINTS) throw refuse('it has too many parts');
    if (parts.includes('*')) {
      if (parts.length > 1) throw refuse("'*' stands alone");
      return new VersRange(ecosystem, undefined);
    }
    const constraints = parts.map(part => readConstraint(part, refuse));
    constraints.sort((a, b) =>
      compareVersions(ecosystem, a.version, b.version),
    );
    return new VersRange(ecosystem, constraints);
  }

  /**
   * Whether a version is in the range (VERS, "Checking if a version is contained within a range").
   *
   * @throws VersionError where it is no version of the scheme
   */
  contains(version: string): boolean {
    const compare = (other: Constraint) =>
      compareVersions(this.ecosystem, version, other.version);
    if (!this.constraints) return true;
    const same = this.constraints.filter(one => compare(one) === 0);
    if (same.some(({ comparator }) => comparator === '!=')) return false;
    if (same.some(({ comparator }) => comparator.includes('='))) return true;
    // It is the end of a range that leaves it out.
    if (same.length > 0) return false;
    if (this.constraints.every(({ comparator }) => comparator === '!=')) {
      return true;
    }
    const bounds = this.constraints.filter(
      ({ comparator }) => comparator !== '=' && comparator !== '!=',
    );
    // The nearest bounds on both sides decide: what lies between them is in where either includes it.
    const below = bounds.filter(one => compare(one) > 0).at(-1);
    const above = bounds.find(one => compare(one) < 0);
    if (below) return below.comparator.startsWith('>');
    return above !== undefined && above.comparator.startsWith('<');
  }
}

function readConstraint(
  part: string,
  refuse: (reason: string) => VersionError,
): Constraint {
  const [, comparator, encoded] = /^(!=|<=|>=|<|>|=)?(.*)$/s.exec(part)!;
  let version;
  try {
    version = decodeURIComponent(encoded);
  } catch {
    throw refuse(`'${part}' is not percent-encoded UTF-8`);
  }
  if (version === '' || version.length > MAX_VERSION_LENGTH) {
    throw refuse(`'${part.slice(0, 80)}' names no version`);
  }
  return { comparator: (comparator as Comparator) ?? '=', version };
}
