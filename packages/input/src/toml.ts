import { parse } from 'smol-toml';
import { InputError } from './InputError';
import { bounds } from './bounds';
import { boundMemory } from './memoryBound';
import type { Fields } from './shape';

/** A table or key takes a line; dots make tables of a key. */
const COSTS = { '\n': 450, '.': 400, ',': 170, '[': 80, '{': 170, '=': 100 };

/**
 * TOML of bounded depth.
 *
 * @param allowance - bytes of memory that its values may take
 *
 * @public
 */
export function readToml(text: string, allowance?: number): Fields {
  boundMemory(text, COSTS, allowance);
  try {
    return parse(text, { maxDepth: bounds.depth });
  } catch (error) {
    const line = (error as { line?: number }).line;
    throw new InputError('not valid TOML', line);
  }
}
