import { parse } from 'smol-toml';
import { InputError } from '../errors';
import { limits } from '../limits';
import { boundMemory } from './memoryBound';
import type { Fields } from './shape';

/** A table or key takes a line; dots make tables of a key. */
const COSTS = { '\n': 450, '.': 400, ',': 170, '[': 80, '{': 170, '=': 100 };

/**
 * TOML of bounded depth.
 *
 * @param allowance - bytes of memory that its values may take
 */
export function readToml(text: string, allowance?: number): Fields {
  boundMemory(text, COSTS, allowance);
  try {
    return parse(text, { maxDepth: limits.depth });
  } catch (error) {
    const line = (error as { line?: number }).line;
    throw new InputError(
      line === undefined ? 'not valid TOML' : `not valid TOML, at line ${line}`,
    );
  }
}
