import exceptionData from './data/exceptions.json';
import licenseData from './data/licenses.json';

/**
 * A license of the SPDX list, with the category that ScanCode LicenseDB gives it.
 *
 * @public
 */
export interface ListedLicense {
  id: string;
  name: string;
  /** In LicenseDB's words; absent where it has no entry of this id. */
  category?: string;
  osi?: boolean;
  fsf?: boolean;
  deprecated?: boolean;
  urls: readonly string[];
}

/** An exception of the SPDX list, for the right side of `WITH`. @public */
export interface ListedException {
  id: string;
  name: string;
  category?: string;
  deprecated?: boolean;
  /** The wording of the exception. */
  text: string;
}

/**
 * Version of the SPDX License List that all facts of this package are of.
 *
 * @public
 */
export const licenseListVersion: string = licenseData.version;

/** All licenses of the SPDX License List. @public */
export const listedLicenses: readonly ListedLicense[] = licenseData.licenses;

/**
 * All exceptions of the SPDX License List.
 *
 * @public
 */
export const listedExceptions: readonly ListedException[] = exceptionData;

const licensesByKey = new Map(
  listedLicenses.map(license => [license.id.toLowerCase(), license]),
);
const exceptionsByKey = new Map(
  listedExceptions.map(exception => [exception.id.toLowerCase(), exception]),
);

/** The license of an id, in whatever case the id is written. @public */
export function findLicense(id: string): ListedLicense | undefined {
  return licensesByKey.get(id.toLowerCase());
}

/** The exception of an id, in whatever case the id is written. @public */
export function findException(id: string): ListedException | undefined {
  return exceptionsByKey.get(id.toLowerCase());
}
