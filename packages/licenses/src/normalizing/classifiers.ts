const PREFIX = /^License ?:: ?(?:OSI Approved ?:: ?)?/i;

/**
 * Trove classifiers whose last part is no name that is known otherwise
 * (the list of classifiers of PyPI), lower-case.
 */
const SPECIAL = new Map<string, readonly string[]>([
  ['cc0 1.0 universal (cc0 1.0) public domain dedication', ['CC0-1.0']],
  ['zero-clause bsd (0bsd)', ['0BSD']],
  ['the unlicense (unlicense)', ['Unlicense']],
  ['mit no attribution license (mit-0)', ['MIT-0']],
  ['python software foundation license', ['PSF-2.0']],
  ['python license (cnri python license)', ['CNRI-Python']],
  ['boost software license 1.0 (bsl-1.0)', ['BSL-1.0']],
  ['isc license (iscl)', ['ISC']],
  ['zope public license', ['ZPL-1.1', 'ZPL-2.0', 'ZPL-2.1']],
  ['sil open font license 1.1 (ofl-1.1)', ['OFL-1.1']],
  ['universal permissive license (upl)', ['UPL-1.0']],
  ['blue oak model license (blueoak-1.0.0)', ['BlueOak-1.0.0']],
  ['mulan permissive software license v2 (mulanpsl-2.0)', ['MulanPSL-2.0']],
  ['european union public licence 1.2 (eupl 1.2)', ['EUPL-1.2']],
  ['european union public licence 1.1 (eupl 1.1)', ['EUPL-1.1']],
  ['historical permission notice and disclaimer (hpnd)', ['HPND']],
  [
    'gnu free documentation license (fdl)',
    ['GFDL-1.1-only', 'GFDL-1.2-only', 'GFDL-1.3-only'],
  ],
]);

/** What a Trove classifier says, or undefined where the text is none. */
export interface Classifier {
  /** The part that names a license; empty where none is named. */
  name: string;
  /** Where the name has a meaning of its own here. */
  ids?: readonly string[];
}

export function readClassifier(text: string): Classifier | undefined {
  if (!PREFIX.test(text)) return undefined;
  const name = text.replace(PREFIX, '').trim();
  if (/^OSI Approved$/i.test(name)) return { name: '' };
  return { name, ids: SPECIAL.get(name.toLowerCase()) };
}
