import { boundMemory } from '@safety-curtain/input';
import { limits } from '../../limits';
import type { Scope } from '../../model';

/** A dependency that a mix.exs lists. */
export interface MixRequirement {
  name: string;
  scope: Scope;
}

/** Lines, and what may be a dependency. */
const COSTS = { '\n': 150, '{': 400 };

/** Longer than a dependency that people write. */
const MAX_ENTRY = 1_000;
/** `{:name, "~> 1.0"` and `{:name, git: …`: the beginning of a dependency. */
const ENTRY =
  /\{\s*:(\w+)\s*,\s*(?=["~\[]|(?:git|github|path|hex|only|in_umbrella|override|optional|runtime|env|sparse|tag|branch|ref|organization|repo|app|compile|manager|system_env|targets):\s)/g;
const ONLY = /\bonly:\s*(?::(\w+)|(?:~w[([{<|"/']|\[)([^\])}>|]*))/;

/** The text up to the brace that closes what opens at the beginning. */
function entryAt(text: string, start: number): string {
  let depth = 0;
  const end = Math.min(text.length, start + MAX_ENTRY);
  for (let i = start; i < end; i++) {
    if (text[i] === '{') {
      depth += 1;
    } else if (text[i] === '}' && --depth === 0) {
      return text.slice(start, i + 1);
    }
  }
  return text.slice(start, end);
}

/** `only: :test`, `only: [:dev, :test]`, `only: ~w(dev test)a`; for all environments without. */
function scopeOf(entry: string): Scope {
  const [, single, several] = ONLY.exec(entry) ?? [];
  const words = single ?? several;
  if (words !== undefined) {
    return /\bprod\b/.test(words) ? 'runtime' : 'development';
  }
  return /\boptional:\s*true\b/.test(entry) ? 'optional' : 'runtime';
}

/** Without comments; a mark within quotes begins none. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .map(line =>
      line.slice(0, MAX_ENTRY).replace(/^([^#"]*(?:"[^"]*"[^#"]*)*)#.*$/, '$1'),
    )
    .join('\n');
}

/**
 * What a mix.exs asks for, as far as that can be told without running it: what looks like a
 * dependency, wherever it stands.
 *
 * @throws InputError where it could take too much memory
 */
export function mixRequirements(text: string): MixRequirement[] {
  boundMemory(text, COSTS, limits.siblingMemory);
  const plain = withoutComments(text);
  return [...plain.matchAll(ENTRY)].map(found => ({
    name: found[1],
    scope: scopeOf(entryAt(plain, found.index)),
  }));
}
