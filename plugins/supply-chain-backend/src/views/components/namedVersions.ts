import { fitsWildcards } from '@safety-curtain/input';

/** `*` stands for anything; operators and brackets make a range, not a name. */
const NAME = /^[\w*][\w.:/+*-]*$/;
const MOST_NAMES = 50;

/**
 * Versions that are asked for by their names: tags, branches, commits and
 * digests, of which none comes before another. `master`, `0.2*`, or several of
 * them, apart by spaces, commas or `||`.
 */
export class NamedVersions {
  private constructor(private readonly names: readonly string[]) {}

  /** Undefined for what is no list of names. */
  static read(text: string): NamedVersions | undefined {
    const names = text.split(/[\s,|]+/).filter(Boolean);
    const areNames =
      names.length > 0 &&
      names.length <= MOST_NAMES &&
      names.every(name => NAME.test(name));
    return areNames ? new NamedVersions(names) : undefined;
  }

  /** Whether one of the names that a version goes by is asked for. */
  contains(versions: readonly string[]): boolean {
    return versions.some(version =>
      this.names.some(name =>
        fitsWildcards(name.toLowerCase(), version.toLowerCase()),
      ),
    );
  }

  /** As it was understood: `named master or 0.2*`. */
  describe(): string {
    return `named ${this.names.join(' or ')}`;
  }
}
