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
  /**
   * Where packages are fetched from, those of each ecosystem, the place of most of them first;
   * absent where the file has no addresses.
   */
  places?: LockPlace[];
  /** Packages that are fetched from the address of another one. */
  misnamed?: PackageList;
  /** How many packages have hashes of the archives that registries publish; absent where none has. */
  archiveHashes?: number;
  /** Packages that are fixed by MD5 or SHA-1 alone, though registries have better hashes. */
  weaklyHashed?: PackageList;
  /** Packages of which the file has two different hashes, where there can be one only. */
  twiceHashed?: PackageList;
  /** Packages that run scripts when they are installed, where the file tells. */
  scripted?: PackageList;
}

/** A place that packages are fetched from. @public */
export interface LockPlace extends PackageList {
  /** Scheme and host: `https://registry.npmjs.org`. */
  place: string;
  /** Of what is fetched there, as OSV names it; absent where it is of none. */
  ecosystem?: string;
  /** Of these, packages that are asked for by an address, and not of a registry. */
  byAddress: number;
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
