import type { KnownNames } from './wellKnown';
import { knownNames } from './wellKnown';

/** Names with `*` for anything, by ecosystem: `npm:@acme/*`. */
export class NamePatterns {
  readonly #exact = new Set<string>();
  readonly #patterns: RegExp[] = [];

  constructor(private readonly written: readonly string[]) {
    for (const pattern of written) {
      if (pattern.includes('*')) this.#patterns.push(toPattern(pattern));
      else this.#exact.add(pattern.toLowerCase());
    }
  }

  has(ecosystem: string, name: string): boolean {
    const key = `${ecosystem}:${name}`;
    return (
      this.#exact.has(key.toLowerCase()) ||
      this.#patterns.some(pattern => pattern.test(key))
    );
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

function toPattern(text: string): RegExp {
  const parts = text
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
