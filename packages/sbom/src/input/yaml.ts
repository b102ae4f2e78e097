import { FAILSAFE_SCHEMA, loadAll } from 'js-yaml';
import { InputError } from '../errors';
import { limits } from '../limits';
import { boundMemory } from './memoryBound';

/** A block value takes a line or a dash, a flow value a comma or a bracket. */
const COSTS = { '\n': 250, ',': 80, '[': 80, '{': 80, '-': 50, ':': 50 };

/** What would make many values of few characters, and no lock file has. */
const CROWDED = /^ *- +- +- /m;

/** Each object may be reached once: aliases could make a small text stand for a huge tree. */
function checkTree(value: unknown, seen: WeakSet<object>, depth: number): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (seen.has(value)) {
    throw new InputError('YAML aliases are not accepted');
  }
  if (depth > limits.depth) {
    throw new InputError(`nested more than ${limits.depth} levels deep`);
  }
  seen.add(value);
  for (const child of Object.values(value)) {
    checkTree(child, seen, depth + 1);
  }
}

/**
 * The documents of a YAML text, without aliases and of bounded depth. All scalars are strings, as
 * they are written: a version `1.10` must not become a number.
 */
export function readYaml(text: string): unknown[] {
  const documents: unknown[] = [];
  boundMemory(text, COSTS);
  if (CROWDED.test(text)) {
    throw new InputError('three lists that begin in one line');
  }
  try {
    loadAll(text, document => documents.push(document), {
      schema: FAILSAFE_SCHEMA,
    });
  } catch (error) {
    const line = (error as { mark?: { line?: number } }).mark?.line;
    throw new InputError(
      line === undefined
        ? 'not valid YAML'
        : `not valid YAML, at line ${line + 1}`,
    );
  }
  const seen = new WeakSet<object>();
  for (const document of documents) {
    checkTree(document, seen, 0);
  }
  return documents;
}
