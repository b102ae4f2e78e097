import {
  Natural,
  VersionOrdering,
  compareNumberLists,
  toNatural,
} from './ordering';

const SHAPE = /^\d+(?:\.\d+)*$/;

/** Haskell's Package Versioning Policy: numbers compared as a list. */
export const hackage: VersionOrdering<readonly Natural[]> = {
  name: 'hackage',
  parse: text =>
    SHAPE.test(text) ? text.split('.').map(toNatural) : undefined,
  compare: compareNumberLists,
};
