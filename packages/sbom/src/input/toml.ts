import { parse } from 'smol-toml';
import { InputError } from '../errors';
import { limits } from '../limits';
import { withoutByteOrderMark } from './json';
import type { Fields } from './shape';

/** TOML of bounded depth. */
export function readToml(text: string): Fields {
  try {
    return parse(withoutByteOrderMark(text), { maxDepth: limits.depth });
  } catch (error) {
    const line = (error as { line?: number }).line;
    throw new InputError(
      line === undefined ? 'not valid TOML' : `not valid TOML, at line ${line}`,
    );
  }
}
