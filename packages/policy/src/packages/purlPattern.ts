import {
  compareVersions,
  ecosystemsMeet,
  installedPackageOf,
  normalizePackageName,
  VersionError,
} from '@safety-curtain/advisories';
import { parsePurl, type Purl, PurlError } from '@safety-curtain/sbom';
import { DefinitionError, readText } from '../definitions/fields';

/** A package that a package URL names, in one version where it names one. @public */
export interface PurlPattern {
  /** As it is written. */
  text: string;
  /** Of OSV. */
  ecosystem: string;
  /** Whether it names a version. */
  hasVersion: boolean;
  fits(of: { ecosystem?: string; name: string; version: string }): boolean;
}

/** What findings carry of qualifiers: the release of a distribution, and what versions are made of. */
const QUALIFIERS = ['distro', 'distro_name', 'epoch', 'upstream'];

/** @throws DefinitionError */
export function readPurlPattern(value: unknown, path: string): PurlPattern {
  const text = readText(value, path);
  const purl = parse(text, path);
  const stranger = Object.keys(purl.qualifiers ?? {}).find(
    key => !QUALIFIERS.includes(key),
  );
  if (stranger !== undefined || purl.subpath !== undefined) {
    throw new DefinitionError(
      path,
      `has ${
        stranger === undefined ? 'a subpath' : `the qualifier ${stranger}`
      }, which findings do not carry`,
    );
  }
  const { ecosystem, name, version } = installedPackageOf(purl);
  if (ecosystem === undefined) {
    throw new DefinitionError(path, 'is of no ecosystem that OSV has');
  }
  const wanted = normalizePackageName(ecosystem, name);
  return {
    text,
    ecosystem,
    hasVersion: version !== '',
    fits: of =>
      of.ecosystem !== undefined &&
      ecosystemsMeet(ecosystem, of.ecosystem) &&
      normalizePackageName(of.ecosystem, of.name) === wanted &&
      (version === '' || isSameVersion(ecosystem, version, of.version)),
  };
}

function parse(text: string, path: string): Purl {
  try {
    return parsePurl(text);
  } catch (error) {
    if (!(error instanceof PurlError)) throw error;
    throw new DefinitionError(path, `is no package URL: ${error.message}`);
  }
}

function isSameVersion(ecosystem: string, a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return compareVersions(ecosystem, a, b) === 0;
  } catch (error) {
    if (error instanceof VersionError) return false;
    throw error;
  }
}
