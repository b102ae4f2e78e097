import type { LockState } from './locks/lockState';

/**
 * How a component is used: shipped, only for building and testing, or allowed to be missing. Unknown
 * where the files do not tell; who has to decide takes it for shipped.
 *
 * @public
 */
export type Scope = 'runtime' | 'development' | 'optional' | 'unknown';

/** Hash algorithms, by their names in CycloneDX. @public */
export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** A checksum of the package archive, as the lock file states it. @public */
export interface Hash {
  algorithm: HashAlgorithm;
  /** Lower-case hexadecimal. */
  value: string;
}

/**
 * Where the package comes from: a package registry, a repository, a path, a plain URL.
 *
 * @public
 */
export type Origin = 'registry' | 'git' | 'file' | 'url' | 'workspace';

/**
 * An OSV ecosystem (OSV schema, "Defined ecosystems"), with the release of a distribution after a
 * colon. The README names the formats that are read.
 *
 * @public
 */
export type Ecosystem = string;

/**
 * One package version in one manifest. Occurrences with the same purl are merged into one.
 *
 * @public
 */
export interface Component {
  /** Canonical package URL; unique within a manifest. */
  purl: string;
  name: string;
  /** Empty where the file states none, as for some git and path dependencies. */
  version: string;
  /** OSV ecosystem; absent where no advisory database speaks of the package (git, file, url). */
  ecosystem?: Ecosystem;
  /** The name OSV uses in that ecosystem: `group:artifact`, `@scope/name`, a PEP 503 name, ... */
  packageName: string;
  /**
   * Listed by the project's own manifest, or by one of its workspace members. Undefined where the
   * files do not tell.
   */
  direct: boolean | undefined;
  scope: Scope;
  /** Sorted by algorithm, then value. */
  hashes: Hash[];
  /** The file's own checksum where it is no hash of the archive: go.sum's `h1:…`. */
  integrity?: string;
  /** The license as the file declares it, not normalized. */
  license?: string;
  origin?: Origin;
  /** Repository and commit (`git+https://host/path@commit`), never with credentials. */
  vcsUrl?: string;
  /** Purls of components of the same manifest, sorted. */
  dependsOn: string[];
}

/** What one lock file or manifest says. @public */
export interface Manifest {
  /** As given to the reader; `/` separates folders. */
  path: string;
  /** Id of the reader, for example `npm-package-lock`. */
  format: string;
  root?: { name?: string; version?: string };
  /** `flat` where the format records no edges between packages. */
  graph: 'full' | 'flat';
  /** Sorted by purl. */
  components: Component[];
  /** What could not be counted, in words for the user; each names the package or line. */
  warnings: string[];
  /** What it fixes and leaves open; of its text, and so not part of inventories and documents. */
  lock?: LockState;
  /** What is not known of it; absent where all is. */
  unresolved?: Unresolved;
  /**
   * Files that it includes and that were not at hand, by path: whoever has the source may give them
   * and read it again.
   */
  notAtHand?: string[];
}

/**
 * Dependencies that a manifest names without a version that could be found, and why.
 *
 * @public
 */
export interface Unresolved {
  /**
   * Dependencies that are no components, since their version is not known; of an SBOM, components
   * whose version is a range, a tag or none.
   */
  count: number;
  /** Names of the first 50. */
  first: string[];
  /**
   * Parents and BOMs that were not at hand. Where no version is missing, they may still add
   * dependencies or manage other versions.
   */
  poms: MissingPom[];
  /**
   * True where entries of a lock file depend on others that it does not have, though its tool writes
   * whole graphs: it was cut, or merged wrongly. What it says of packages is true, and not all.
   */
  cut?: boolean;
}

/** A POM that a reading needs and does not have. @public */
export interface MissingPom {
  /** `group:artifact:version`, as far as they are known. */
  name: string;
  role: 'parent' | 'BOM';
  /** What whoever gives POMs knows of it; readers do not. */
  state?: PomState;
  /** The same for people. */
  reason?: string;
}

/**
 * Why a POM is missing: no registry is asked; the registry that was asked does not have it, or did
 * not answer; or it is not asked for, by its name, its kind or a limit.
 *
 * @public
 */
export type PomState = 'unasked' | 'absent' | 'failed' | 'refused';

/** The text of a POM in a registry, or undefined. @public */
export type PomSource = (coordinates: {
  groupId: string;
  artifactId: string;
  version: string;
}) => string | undefined;

/**
 * The manifests of one subject (a service, a library) at one revision.
 *
 * @public
 */
export interface Inventory {
  subject: {
    name: string;
    version?: string;
    purl?: string;
    description?: string;
  };
  manifests: Manifest[];
}

/** The neighbors of a manifest. @public */
export interface Sibling {
  /** The text of a file, by its path relative to the manifest's folder, or undefined. */
  (relativePath: string): string | undefined;
  /** The files below the manifest's folder, relative to it, where that is known. */
  paths?(): Iterable<string>;
}
