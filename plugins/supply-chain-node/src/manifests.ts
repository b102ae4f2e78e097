/** How a component is used; unknown where the files do not tell. @public */
export type ScannedScope = 'runtime' | 'development' | 'optional' | 'unknown';

/** One package version in one manifest; unique by its purl there. @public */
export interface ScannedComponent {
  /** Canonical package URL. */
  purl: string;
  name: string;
  /** Empty where the file states none, as for some git and path dependencies. */
  version: string;
  /**
   * As OSV spells it: `npm`, `PyPI`, `Maven`, …; absent where no advisory
   * database speaks of the package.
   */
  ecosystem?: string;
  /** The name that OSV uses there: `group:artifact`, `@scope/name`, … */
  packageName: string;
  /** Whether the project asks for it itself; undefined where the files do not tell. */
  direct: boolean | undefined;
  scope: ScannedScope;
  /** Checksums of the package archive, as the lock file states them. */
  hashes: {
    algorithm: 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
    /** Lower-case hexadecimal. */
    value: string;
  }[];
  /** The file's own checksum where it is no hash of the archive: go.sum's `h1:…`. */
  integrity?: string;
  /** The license as the file declares it, word for word. */
  license?: string;
  origin?: 'registry' | 'git' | 'file' | 'url' | 'workspace';
  /** Repository and commit (`git+https://host/path@commit`), without credentials. */
  vcsUrl?: string;
  /** Purls of components of the same manifest. */
  dependsOn: string[];
}

/** What one lock file or manifest says. @public */
export interface ScannedManifest {
  /** Relative to the source, with forward slashes. */
  path: string;
  /** Which kind of file it is, as `npm-package-lock`. */
  format: string;
  root?: { name?: string; version?: string };
  /** `flat` where the format records no edges between packages. */
  graph: 'full' | 'flat';
  components: ScannedComponent[];
  /** What could not be counted, for people; each names the package or line. */
  warnings: string[];
  /** What it fixes and leaves open; absent where that was not looked at. */
  lock?: ScannedLock;
  /** What is not known of it; absent where all is. */
  unresolved?: UnresolvedDependencies;
  /** Files that it includes and that were not at hand, by path. */
  notAtHand?: string[];
}

/** What one lock file or manifest fixes, and what it leaves open. @public */
export interface ScannedLock {
  /** Whether exact versions of all dependencies are fixed; absent where the format does not tell. */
  locked?: boolean;
  /** Whether a lock file gives what its manifest asks for; absent where that cannot be compared. */
  inStep?: boolean;
  /** The first difference, for people, where it is not in step. */
  difference?: string;
  /** Of components that can have a hash in the file, those that have none, first by purl. */
  hashes?: { able: number; without: number; first: ScannedPackage[] };
  /** Components whose origin may give other content tomorrow: a branch, a URL without a hash. */
  unpinned?: { count: number; first: ScannedPackage[] };
}

/** One package version by its names. @public */
export interface ScannedPackage {
  purl: string;
  name: string;
  version: string;
}

/** Dependencies without a version that could be found, and why. @public */
export interface UnresolvedDependencies {
  count: number;
  /** Names of the first 50. */
  first: string[];
  /** Parents and BOMs of Maven that were not at hand. */
  poms: {
    /** `group:artifact:version`, as far as they are known. */
    name: string;
    role: 'parent' | 'BOM';
    state?: 'unasked' | 'absent' | 'failed' | 'refused';
    /** The state for people. */
    reason?: string;
  }[];
}
