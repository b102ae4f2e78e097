import { DefinitionError, readText } from '../definitions/fields';

/** A name with `*` for any part of it, however it is capitalized. @public */
export interface NamePattern {
  /** As it is written. */
  text: string;
  fits(name: string): boolean;
}

/** More parts make no sense in a name, and cost time. */
const MAX_STARS = 5;

/** @throws DefinitionError */
export function readPattern(value: unknown, path: string): NamePattern {
  const text = readText(value, path);
  const parts = text.toLowerCase().split('*');
  if (parts.length > MAX_STARS + 1) {
    throw new DefinitionError(path, `has more than ${MAX_STARS} stars`);
  }
  if (parts.every(part => part === '')) {
    throw new DefinitionError(path, 'is about every name');
  }
  return { text, fits: name => fits(parts, name.toLowerCase()) };
}

/** Each part behind the one before, as early as it can be; the last at the end. */
function fits(parts: readonly string[], name: string): boolean {
  const [first, ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
