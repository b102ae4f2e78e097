import type { BinaryFile, FuzzerUse, SourceTree } from '@safety-curtain/policy';

export const SOURCE_MEDIA_TYPE =
  'application/vnd.safety-curtain.source+json; version=1';

/** A source as it is stored: without its revision, which changes more often. */
interface SourceDocument {
  paths: string[];
  texts: [path: string, text: string][];
  complete: boolean;
  unread: [path: string, reason: string][];
  binaries?: BinaryFile[];
  fuzzers?: FuzzerUse[];
}

/** One JSON text; the same source gives the same text, in whatever order it was read. */
export function serializeSource(source: SourceTree): string {
  const document: SourceDocument = {
    paths: [...source.paths].sort(),
    texts: sorted(source.texts),
    complete: source.complete,
    unread: sorted(source.unread ?? new Map()),
    binaries: source.binaries && [...source.binaries].sort(byPath),
    fuzzers: source.fuzzers && [...source.fuzzers].sort(byPath),
  };
  return JSON.stringify(document);
}

/** Reads what `serializeSource` wrote. */
export function parseSource(text: string): SourceTree {
  const document: SourceDocument = JSON.parse(text);
  const { paths, complete, binaries, fuzzers } = document;
  return {
    paths,
    texts: new Map(document.texts),
    complete,
    unread: new Map(document.unread),
    ...(binaries && { binaries }),
    ...(fuzzers && { fuzzers }),
  };
}

function sorted(map: ReadonlyMap<string, string>): [string, string][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
