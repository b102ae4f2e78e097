/** What one lock file or manifest fixes, and what it leaves open. @public */
export interface LockState {
  /**
   * Whether exact versions of all dependencies are fixed; absent where the format does not tell.
   */
  locked?: boolean;
  /** Whether a lock file gives what its manifest asks for; absent where that cannot be compared. */
  inStep?: boolean;
  /** The first difference, in words for the user, where it is not in step. */
  difference?: string;
  /** Absent where the format holds no hashes, or no component of the file can have one there. */
  hashes?: HashState;
  /** Components whose origin may give other content tomorrow: a branch, a URL without a hash. */
  unpinned?: PackageList;
}

/**
 * Components that can have a hash in the file: packages of registries and archives.
 *
 * @public
 */
export interface HashState {
  able: number;
  without: number;
  /** Of those without, the first 50 by purl. */
  first: PackageName[];
}

/** How many, and the first 50 by purl. @public */
export interface PackageList {
  count: number;
  first: PackageName[];
}

/** One package version. @public */
export interface PackageName {
  purl: string;
  name: string;
  version: string;
}
