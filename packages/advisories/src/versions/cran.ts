import {
  Natural,
  VersionOrdering,
  compareNumberLists,
  toNatural,
} from './ordering';

const SHAPE = /^\d+(?:[.-]\d+)*$/;

/** CRAN: numbers parted by dots or dashes (R manual, "numeric_version"). */
export const cran: VersionOrdering<readonly Natural[]> = {
  name: 'cran',
  parse: text =>
    SHAPE.test(text) ? text.split(/[.-]/).map(toNatural) : undefined,
  compare: compareNumberLists,
};
