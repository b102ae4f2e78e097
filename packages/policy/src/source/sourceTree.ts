/** The files of a service's source, as far as checks look at them. @public */
export interface SourceTree {
  /** Commit, where the source has commits. */
  revision?: string;
  /** All files of the walk, relative to the service's root, with `/`. */
  paths: readonly string[];
  /**
   * Texts by path, of those that `isWantedSource` asks for and that are no
   * longer than `MAX_SOURCE_TEXT`.
   */
  texts: ReadonlyMap<string, string>;
  /** Whether the walk reached its end: what is not listed is then not there. */
  complete: boolean;
  /** Wanted files whose text could not be had, with the reason. */
  unread?: ReadonlyMap<string, string>;
  /** What `binaryKind` says of the files; absent where no bytes were looked at. */
  binaries?: readonly BinaryFile[];
  /** What `fuzzersIn` says of the files; absent where they were not looked at. */
  fuzzers?: readonly FuzzerUse[];
}

/** A program that lies in a source tree. @public */
export interface BinaryFile {
  path: string;
  /** As `wasm`, `class`. */
  kind: string;
}

/** A fuzzer that a source tree uses, and where. @public */
export interface FuzzerUse {
  path: string;
  /** From 1. */
  line: number;
  /** As `fast-check`, `Go fuzzing`. */
  tool: string;
}

/**
 * Characters of a text that checks read; longer files are left `unread`.
 *
 * @public
 */
export const MAX_SOURCE_TEXT = 512 * 1024;

/** The listed paths that are one of the names, in any case; in the order of the names. */
export function pathsNamed(
  source: SourceTree,
  names: readonly string[],
): string[] {
  const byLowerCase = new Map<string, string[]>();
  for (const path of source.paths) {
    const key = path.toLowerCase();
    byLowerCase.set(key, [...(byLowerCase.get(key) ?? []), path]);
  }
  return names.flatMap(name => byLowerCase.get(name.toLowerCase()) ?? []);
}

/** Texts of the files that a test asks for, by path. */
export function textsOf(
  source: SourceTree,
  wanted: (path: string) => boolean,
): { path: string; text: string }[] {
  return [...source.texts]
    .filter(([path]) => wanted(path))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Wanted files that are there and whose text is not. */
export function missingTexts(
  source: SourceTree,
  wanted: (path: string) => boolean,
): { path: string; reason: string }[] {
  return source.paths
    .filter(path => wanted(path) && !source.texts.has(path))
    .map(path => ({
      path,
      reason: source.unread?.get(path) ?? 'its text was not read',
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
