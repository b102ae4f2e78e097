import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';

/** A package of Hackage. */
export function hackagePackage(name: string, version: string): PackageFacts {
  return {
    purl: formatPurl({ type: 'hackage', name, version }),
    name,
    version,
    packageName: name,
    ecosystem: 'Hackage',
    origin: 'registry',
  };
}

/** Words of letters and digits; a version is numbers with dots (Cabal, "Package name"). */
export const PACKAGE = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
export const VERSION = /^\d+(?:\.\d+)*$/;
