import { fitsPath, fitsWildcards } from '@safety-curtain/input';
import type { Sibling } from '../model';

/** Patterns with wildcards that are looked at, and how far one of them goes. */
const MAX_PATTERNS = 200;
const MAX_SEGMENTS = 20;

/** Folders that patterns find, and whether these are all. */
export interface FoundFolders {
  folders: string[];
  /** False where a pattern is not understood, or what lies beside the file is not known. */
  complete: boolean;
}

/**
 * The folders below a file's own that patterns find and that hold a file of the name: `packages/*`,
 * `apps/**`, and `!packages/old` to leave one out, as workspaces of npm, Yarn and Cargo name their
 * members. Other signs of shells (`{a,b}`, `[ab]`, `?`) are not understood.
 */
export function findFolders(
  patterns: readonly string[],
  fileName: string,
  sibling: Sibling,
): FoundFolders {
  const found = new Set<string>();
  let complete = true;
  let wild = 0;
  let known: string[] | undefined;
  for (const raw of patterns) {
    const without = raw.startsWith('!');
    const pattern = raw.replace(/^!/, '').replace(/^(?:\.\/)+|\/+$/g, '');
    if (!isUnderstood(pattern)) {
      complete = false;
      continue;
    }
    if (!pattern.includes('*')) {
      if (without) found.delete(pattern);
      else found.add(pattern);
      continue;
    }
    if (++wild > MAX_PATTERNS) {
      complete = false;
      break;
    }
    known ??= foldersWith(fileName, sibling);
    if (!known) {
      complete = false;
      continue;
    }
    const segments = pattern.split('/');
    for (const folder of known.filter(each => matches(segments, each))) {
      if (without) found.delete(folder);
      else found.add(folder);
    }
  }
  return { folders: [...found].sort(), complete };
}

function foldersWith(fileName: string, sibling: Sibling): string[] | undefined {
  const end = `/${fileName}`;
  const paths = sibling.paths?.();
  return (
    paths &&
    [...paths]
      .filter(path => path.endsWith(end))
      .map(path => path.slice(0, -end.length))
  );
}

function isUnderstood(pattern: string): boolean {
  const segments = pattern.split('/');
  return (
    pattern !== '' &&
    !/[{}[\]?()\\]/.test(pattern) &&
    segments.length <= MAX_SEGMENTS
  );
}

function matches(pattern: readonly string[], folder: string): boolean {
  return fitsPath(pattern, folder.split('/'), matchesSegment);
}

/** `*` stands for any text, but not for the dot that hides a folder. */
function matchesSegment(pattern: string, segment: string): boolean {
  const isHidden = segment.startsWith('.') && pattern.startsWith('*');
  return !isHidden && fitsWildcards(pattern, segment);
}
