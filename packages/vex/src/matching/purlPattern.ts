import {
  compareVersions,
  normalizePackageName,
  osvPackageOfPurl,
  VersionError,
  VersRange,
} from '@safety-curtain/advisories';
import { parsePurl, type Purl, PurlError } from '@safety-curtain/sbom';
import type { Identity } from '../model/statement';

/** Whether a package URL is of what is named; not for what cannot be told. */
export type PurlTest = (purl: string) => boolean;

/**
 * Reads the package that is named by an identity.
 *
 * Type, namespace and name must be the same; so must the version, where one is named, by the rules
 * of the ecosystem; every qualifier and the subpath that are named must be there, others may.
 *
 * @returns what is wrong with it, where it cannot be matched
 */
export function purlTestOf(identity: Identity): PurlTest | string {
  const named = read(identity.purl ?? '');
  if (typeof named === 'string')
    return `'${identity.text}' is no package URL: ${named}`;
  if (/[*?]/.test(`${named.namespace ?? ''}${named.name}`)) {
    return `'${identity.text}' is a pattern, and not one package`;
  }
  const versions = versionTests(named, identity.versions);
  if (typeof versions === 'string') return versions;
  const key = keyOf(named);
  return text => {
    const purl = read(text);
    if (typeof purl === 'string' || keyOf(purl) !== key) return false;
    return versions.every(test => test(purl.version)) && qualifies(named, purl);
  };
}

function read(text: string): Purl | string {
  try {
    return parsePurl(text);
  } catch (error) {
    if (error instanceof PurlError) return error.message;
    throw error;
  }
}

/** The same for all spellings of a package's name. */
function keyOf(purl: Purl): string {
  const osv = osvPackageOfPurl(purl);
  const name = osv
    ? normalizePackageName(osv.ecosystem, osv.name)
    : [purl.namespace, purl.name].filter(Boolean).join('/');
  return `${purl.type} ${name}`;
}

type VersionTest = (version: string | undefined) => boolean;

function versionTests(
  named: Purl,
  listed: Identity['versions'],
): VersionTest[] | string {
  const ecosystem = osvPackageOfPurl(named)?.ecosystem;
  const tests: VersionTest[] = [];
  if (named.version !== undefined) {
    tests.push(sameVersion(ecosystem, named.version));
  }
  if (listed !== undefined) {
    const any: VersionTest[] = [];
    for (const entry of listed) {
      const test =
        'version' in entry
          ? sameVersion(ecosystem, entry.version)
          : rangeTest(entry.range);
      if (typeof test === 'string') return test;
      any.push(test);
    }
    tests.push(version => any.some(test => test(version)));
  }
  return tests;
}

function sameVersion(
  ecosystem: string | undefined,
  wanted: string,
): VersionTest {
  return version => {
    if (version === wanted) return true;
    if (version === undefined || ecosystem === undefined) return false;
    return orFalse(() => compareVersions(ecosystem, version, wanted) === 0);
  };
}

function rangeTest(text: string): VersionTest | string {
  let range: VersRange;
  try {
    range = VersRange.read(text);
  } catch (error) {
    if (error instanceof VersionError) return error.message;
    throw error;
  }
  return version =>
    version !== undefined && orFalse(() => range.contains(version));
}

function orFalse(test: () => boolean): boolean {
  try {
    return test();
  } catch (error) {
    if (error instanceof VersionError) return false;
    throw error;
  }
}

function qualifies(named: Purl, purl: Purl): boolean {
  if (named.subpath !== undefined && named.subpath !== purl.subpath)
    return false;
  return Object.entries(named.qualifiers ?? {}).every(
    ([key, value]) => purl.qualifiers?.[key] === value,
  );
}
