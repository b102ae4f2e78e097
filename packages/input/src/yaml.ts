import { CORE_SCHEMA, FAILSAFE_SCHEMA, loadAll } from 'js-yaml';
import { bounds } from './bounds';
import { boundMemory } from './memoryBound';
import { yamlError } from './yamlError';

/** A block value takes a line or a dash, a flow value a comma or a bracket. */
const COSTS = {
  '\n': 400,
  ',': 560,
  '[': 300,
  '{': 400,
  '-': 150,
  ':': 250,
};

/**
 * The documents of a YAML text, without aliases, which could make a small text stand for a huge
 * tree, and of bounded depth. All scalars are strings, as they are written: a version `1.10` must
 * not become a number.
 *
 * @param options - `scalars: 'typed'`: numbers, booleans and null are such, by the core schema of
 *   YAML 1.2, as in a configuration.
 * @throws InputError
 * @public
 */
export function readYaml(
  text: string,
  options: { scalars?: 'text' | 'typed' } = {},
): unknown[] {
  boundMemory(text, COSTS);
  try {
    return loadAll(text, {
      schema: options.scalars === 'typed' ? CORE_SCHEMA : FAILSAFE_SCHEMA,
      maxDepth: bounds.depth,
      maxAliases: 0,
    });
  } catch (error) {
    throw yamlError(error);
  }
}
