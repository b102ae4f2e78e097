import type { Fields } from '@safety-curtain/input';
import type { Scope } from '../../model';

/**
 * npm's own flags, which it derives from the whole tree (npm docs, "package-lock.json"): with both
 * `dev` and `optional`, a package is an optional dependency of development dependencies;
 * `devOptional` means a development dependency that is an optional one elsewhere.
 */
export function statedScope(entry: Fields): Scope {
  if (entry.dev === true) {
    return 'development';
  }
  return entry.optional === true || entry.devOptional === true
    ? 'optional'
    : 'runtime';
}
