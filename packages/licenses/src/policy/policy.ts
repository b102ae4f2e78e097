import { LicenseCategory, licenseCategories } from '../categories/category';
import { canonicalTerm } from '../expressions/canonical';
import { formatTerm } from '../expressions/format';
import { parseLicense } from '../expressions/parse';

/** From the best to the worst. @public */
export const licenseVerdicts = ['allow', 'review', 'deny'] as const;

/** What a policy says of a license. @public */
export type LicenseVerdict = (typeof licenseVerdicts)[number];

/** What stands in the place of a license where none is known for certain. */
export const unsettledStates = [
  'unknown',
  'ambiguous',
  'conflicting',
  'noLicense',
] as const;

/**
 * What an organization thinks of licenses, for one way of distribution.
 *
 * @public
 */
export interface LicensePolicy {
  name: string;
  categories: Readonly<Record<LicenseCategory, LicenseVerdict>>;
  /** By id, or by `ID WITH exception`; goes before the category. */
  licenses: ReadonlyMap<string, LicenseVerdict>;
  unknown: LicenseVerdict;
  ambiguous: LicenseVerdict;
  conflicting: LicenseVerdict;
  /** `NONE`: no rights are granted. */
  noLicense: LicenseVerdict;
  /** `LicenseRef-…` and listed ids without a category. */
  unlisted: LicenseVerdict;
}

/**
 * A policy that cannot be read; `path` leads to the fault, as `categories.permissive`.
 *
 * @public
 */
export class LicensePolicyError extends Error {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.name = 'LicensePolicyError';
    this.path = path;
    this.reason = reason;
  }
}

const MAX_NAME_LENGTH = 200;
const MAX_LICENSES = 10_000;
const FIELDS = ['unlisted', ...unsettledStates] as const;

/**
 * Checks a parsed policy document: `name`, a verdict for each category under
 * `categories`, verdicts by license under `licenses` (may be absent), and a
 * verdict each for `unknown`, `ambiguous`, `conflicting`, `noLicense` and
 * `unlisted`. Nothing has a default: a policy that says nothing of a category
 * was not thought through.
 *
 * @throws LicensePolicyError with the path to what is wrong.
 *
 * @public
 */
export function readLicensePolicy(json: unknown): LicensePolicy {
  const document = readObject(json, '');
  const known = new Set<string>(['name', 'categories', 'licenses', ...FIELDS]);
  refuseUnknown(document, known, '');
  const verdict = (field: (typeof FIELDS)[number]) =>
    readVerdict(document.get(field), field);
  return {
    name: readName(document.get('name')),
    categories: readCategories(document.get('categories')),
    licenses: readLicenses(document.get('licenses')),
    unknown: verdict('unknown'),
    ambiguous: verdict('ambiguous'),
    conflicting: verdict('conflicting'),
    noLicense: verdict('noLicense'),
    unlisted: verdict('unlisted'),
  };
}

function readName(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new LicensePolicyError('name', 'must be a text');
  }
  if (value.length > MAX_NAME_LENGTH) {
    throw new LicensePolicyError(
      'name',
      `longer than ${MAX_NAME_LENGTH} characters`,
    );
  }
  return value;
}

function readCategories(
  value: unknown,
): Record<LicenseCategory, LicenseVerdict> {
  const entries = readObject(value, 'categories');
  refuseUnknown(entries, new Set<string>(licenseCategories), 'categories');
  return Object.fromEntries(
    licenseCategories.map(category => [
      category,
      readVerdict(entries.get(category), `categories.${category}`),
    ]),
  ) as Record<LicenseCategory, LicenseVerdict>;
}

function readLicenses(value: unknown): Map<string, LicenseVerdict> {
  const licenses = new Map<string, LicenseVerdict>();
  if (value === undefined) return licenses;
  const entries = readObject(value, 'licenses');
  if (entries.size > MAX_LICENSES) {
    throw new LicensePolicyError('licenses', `more than ${MAX_LICENSES}`);
  }
  for (const [name, entry] of entries) {
    const path = `licenses.${shorten(name)}`;
    const key = readLicenseKey(name, path);
    const verdict = readVerdict(entry, path);
    if (licenses.has(key) && licenses.get(key) !== verdict) {
      throw new LicensePolicyError(path, `contradicts another entry of ${key}`);
    }
    licenses.set(key, verdict);
  }
  return licenses;
}

function readLicenseKey(name: string, path: string): string {
  let node;
  try {
    node = parseLicense(name);
  } catch (error) {
    throw new LicensePolicyError(path, (error as Error).message);
  }
  if (node.type !== 'license') {
    throw new LicensePolicyError(
      path,
      'must be one license, without AND or OR',
    );
  }
  return formatTerm(canonicalTerm(node));
}

function readVerdict(value: unknown, path: string): LicenseVerdict {
  const verdict = licenseVerdicts.find(each => each === value);
  if (!verdict) {
    throw new LicensePolicyError(
      path,
      `must be one of ${licenseVerdicts.join(', ')}`,
    );
  }
  return verdict;
}

/** A Map, so that no key of the document meets a prototype. */
function readObject(value: unknown, path: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LicensePolicyError(path, 'must be an object');
  }
  return new Map(Object.entries(value));
}

function refuseUnknown(
  entries: ReadonlyMap<string, unknown>,
  known: ReadonlySet<string>,
  path: string,
) {
  for (const key of entries.keys()) {
    if (!known.has(key)) {
      const at = path === '' ? shorten(key) : `${path}.${shorten(key)}`;
      throw new LicensePolicyError(at, 'is not known here');
    }
  }
}

function shorten(key: string): string {
  return key.length > 80 ? `${key.slice(0, 80)}…` : key;
}
