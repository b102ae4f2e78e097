import { fitsWildcards } from '@safety-curtain/input';
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
  const pattern = text.toLowerCase();
  const parts = pattern.split('*');
  if (parts.length > MAX_STARS + 1) {
    throw new DefinitionError(path, `has more than ${MAX_STARS} stars`);
  }
  if (parts.every(part => part === '')) {
    throw new DefinitionError(path, 'is about every name');
  }
  return { text, fits: name => fitsWildcards(pattern, name.toLowerCase()) };
}
