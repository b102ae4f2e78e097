import { normalizePackageName } from '@safety-curtain/advisories';
import type { KnownNames } from './wellKnown';
import { knownNames } from './wellKnown';

/** Patterns as one ecosystem spells names. */
interface Spelled {
  exact: ReadonlySet<string>;
  patterns: readonly RegExp[];
}

/**
 * Names with `*` for anything, by ecosystem: `npm:@acme/*`. They mean names in any spelling:
 * `PyPI:acme_*` is `acme-thing`, too.
 */
export class NamePatterns {
  readonly #spelled = new Map<string, Spelled>();

  constructor(private readonly written: readonly string[]) {}

  has(ecosystem: string, name: string): boolean {
    const key = `${ecosystem}:${normalizePackageName(ecosystem, name)}`;
    const { exact, patterns } = this.#spelledIn(ecosystem);
    return (
      exact.has(key.toLowerCase()) ||
      patterns.some(pattern => pattern.test(key))
    );
  }

  #spelledIn(ecosystem: string): Spelled {
    const known = this.#spelled.get(ecosystem);
    if (known) return known;
    const all = this.written.map(pattern => spelledIn(ecosystem, pattern));
    const next = {
      exact: new Set(
        all
          .filter(pattern => !pattern.includes('*'))
          .map(pattern => pattern.toLowerCase()),
      ),
      patterns: all.filter(pattern => pattern.includes('*')).map(toPattern),
    };
    this.#spelled.set(ecosystem, next);
    return next;
  }

  /** Those of one ecosystem as names that others may be near to. */
  known(ecosystem: string): KnownNames | undefined {
    const start = `${ecosystem}:`.toLowerCase();
    const names = this.written.flatMap(pattern => {
      if (!pattern.toLowerCase().startsWith(start)) return [];
      const name = pattern.slice(start.length);
      // Of `@acme/*` and `com.acme:*` the first part is a name, of `acme-*` none.
      const namespace = /^(.{2,}[/:])\*$/.exec(name)?.[1];
      if (namespace && !namespace.includes('*')) return [`${namespace}any`];
      return name.includes('*') ? [] : [name];
    });
    return names.length > 0 ? knownNames(ecosystem, names) : undefined;
  }
}

/** What names no package of the ecosystem stays as it is written. */
function spelledIn(ecosystem: string, pattern: string): string {
  const start = `${ecosystem}:`;
  return pattern.toLowerCase().startsWith(start.toLowerCase())
    ? start + normalizePackageName(ecosystem, pattern.slice(start.length))
    : pattern;
}

function toPattern(text: string): RegExp {
  const parts = text
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
