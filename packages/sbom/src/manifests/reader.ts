import type { Manifest, PomSource, Sibling } from '../model';

/**
 * What a reader is given: the text, and the neighbors it may ask for.
 *
 * @public
 */
export interface ReaderInput {
  /** Path of the manifest, `/` between folders. */
  path: string;
  text: string;
  sibling: Sibling;
  /** Addresses of package registries that the caller knows. */
  registries: readonly string[];
  /** POMs that lie in registries. */
  poms: PomSource;
}

/** What a reader answers; the caller adds path and format. @public */
export type ReaderResult = Omit<Manifest, 'path' | 'format'>;

/** One format of lock file or manifest. @public */
export interface ManifestReader {
  /** Stable id, for example `npm-package-lock`. */
  id: string;
  /** For people, for example `npm lock file`. */
  title: string;
  /** OSV ecosystem of its registry packages; undefined where OSV has none, or several are mixed. */
  ecosystem?: string;
  /** Whether a file holds the format, by its name and, where that says too little, its path. */
  matches: (fileName: string, path: string) => boolean;
  /** File names that are only wanted because this reader may ask for them. */
  companions: readonly string[];
  /**
   * File names of the same folder that this format makes redundant: of two lock files that
   * describe one installation, only one must be counted.
   */
  supersedes: readonly string[];
  /**
   * Whether another file says more exactly what this one says, by its path from this one's folder:
   * below it, or in a folder above (`../deno.lock`). Then this one is
   * not read but as its neighbor.
   *
   * @param path - of this one, in the source
   */
  yieldsTo?: (place: string, path: string) => boolean;
  /**
   * Set where it lists what stands around a project's packages: what its build runs in and with, and
   * what its images stand on. Such a file is no manifest of packages that a lock file would fix, and no
   * mark of a project of its own.
   */
  surroundings?: true;
  /**
   * The file of a source, wherever it lies there, that says the same better than a file of this
   * format: then that one alone is counted.
   *
   * @param all - paths of all files of the source that can be read
   */
  givesWayTo?: (path: string, all: readonly string[]) => string | undefined;
  /** Whether a file without content is one that says that there is nothing. */
  mayBeEmpty?: boolean;
  /** @throws InputError for text that does not have the format */
  read: (input: ReaderInput) => ReaderResult;
}
