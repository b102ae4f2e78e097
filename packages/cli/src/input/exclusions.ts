import { fitsPath } from '@safety-curtain/input';
import { BadInputError } from '../errors';

const MAX_PATTERNS = 1000;

/**
 * Files and folders that are not to be looked at, as globs below a folder: `*`
 * is any part of a name, `**` any folders, and a pattern without a slash is
 * about names at any depth. Throws `BadInputError` for any other pattern.
 */
export class Exclusions {
  readonly #patterns: { text: string; segments: string[]; met: number }[];

  constructor(patterns: readonly string[]) {
    if (patterns.length > MAX_PATTERNS) {
      throw new BadInputError(`--exclude: more than ${MAX_PATTERNS} patterns`);
    }
    this.#patterns = patterns.map(text => ({
      text,
      segments: segmentsOf(text),
      met: 0,
    }));
  }

  /** Whether a path is left out; folders are to be asked before what is in them. */
  excludes(path: string): boolean {
    const segments = path.split('/');
    const found = this.#patterns.find(pattern =>
      fitsPath(pattern.segments, segments),
    );
    if (found) found.met++;
    return found !== undefined;
  }

  /** What was left out, and which patterns fit nothing: these may be misspelled. */
  describe(): string[] {
    return this.#patterns.map(({ text, met }) =>
      met > 0
        ? `${text}: left out by --exclude, with all that is in it: ${met}`
        : `${text}: --exclude fits nothing here`,
    );
  }
}

function segmentsOf(text: string): string[] {
  const plain = text.replace(/^(?:\.?\/)+|\/+$/g, '');
  if (plain === '' || /[?[\]{}!\\]/.test(plain)) {
    throw new BadInputError(
      `--exclude ${text}: a pattern has names, \`*\` and \`**\``,
    );
  }
  const segments = plain.split('/');
  return segments.length === 1 ? ['**', ...segments] : segments;
}
