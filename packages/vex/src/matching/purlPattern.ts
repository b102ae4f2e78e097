import { isNamedBy, VersionError, VersRange } from '@safety-curtain/advisories';
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
  return text => {
    const purl = read(text);
    return (
      typeof purl !== 'string' &&
      isNamedBy(named, purl) &&
      (!versions || versions.some(test => test(purl.version)))
    );
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

type VersionTest = (version: string | undefined) => boolean;

/** A test for each of the listed versions and ranges; undefined where none are listed. */
function versionTests(
  named: Purl,
  listed: Identity['versions'],
): VersionTest[] | string | undefined {
  const tests: VersionTest[] = [];
  for (const entry of listed ?? []) {
    const test =
      'version' in entry
        ? versionTest(named, entry.version)
        : rangeTest(entry.range);
    if (typeof test === 'string') return test;
    tests.push(test);
  }
  return listed && tests;
}

function versionTest(
  { type, namespace, name }: Purl,
  wanted: string,
): VersionTest {
  const one = { type, namespace, name, version: wanted };
  return version => isNamedBy(one, { ...one, version });
}

function rangeTest(text: string): VersionTest | string {
  let range: VersRange;
  try {
    range = VersRange.read(text);
  } catch (error) {
    if (error instanceof VersionError) return error.message;
    throw error;
  }
  return version => {
    if (version === undefined) return false;
    try {
      return range.contains(version);
    } catch (error) {
      if (error instanceof VersionError) return false;
      throw error;
    }
  };
}
