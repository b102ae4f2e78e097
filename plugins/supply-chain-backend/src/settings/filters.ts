import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  FilterPredicate,
  readFilterPredicateFromConfig,
} from '@backstage/filter-predicates';
import type { JsonValue } from '@backstage/types';

/**
 * A filter of catalog entities; `path` is what an error calls it. Throws where
 * it, or a part of it, is empty: it would let in everything, or nothing, and is
 * what is left of `{ kind: null }`, as the configuration takes `null` for not
 * given.
 */
export function readFilter(
  config: Config,
  key: string,
  path: string,
): FilterPredicate {
  const value = config.getOptional(key);
  if (typeof value !== 'object') {
    throw new InputError(
      `${path} must be a filter like { kind: component }, not '${value}'`,
    );
  }
  const empty = emptyPart(value, path);
  if (empty) {
    throw new InputError(
      `${empty} is empty: a filter names something, and null counts as not given`,
    );
  }
  try {
    return readFilterPredicateFromConfig(config, { key });
  } catch (error) {
    throw new InputError(
      `${path} is not a filter like { kind: component }: ${
        (error as Error).message
      }`,
    );
  }
}

function emptyPart(
  value: JsonValue | undefined,
  path: string,
): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value);
  if (parts.length === 0) return path;
  for (const [key, part] of parts) {
    const below = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    const empty = emptyPart(part, below);
    if (empty) return empty;
  }
  return undefined;
}
