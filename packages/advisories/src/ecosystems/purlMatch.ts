import { compareVersions, VersionError } from '../versions/compare';
import { normalizePackageName, osvPackageOfPurl } from './ecosystems';

/** The parts of a package URL, decoded. @public */
export interface NamedPackage {
  type: string;
  namespace?: string;
  name: string;
  version?: string;
  qualifiers?: Readonly<Record<string, string>>;
  subpath?: string;
}

/** What a qualifier means where it is not written (purl-spec, "Purl types"). */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  maven: { type: 'jar' },
};

/**
 * Whether a package URL is of what another names, by the rules of its ecosystem and not by its text:
 * the package however its name is written, one version in any of its spellings where one is named,
 * and the qualifiers and subpath that are named. Other qualifiers may be there: they say where a
 * package was got from, or which build of it.
 *
 * @public
 */
export function isNamedBy(named: NamedPackage, purl: NamedPackage): boolean {
  if (nameOf(named) !== nameOf(purl)) return false;
  const ecosystem = osvPackageOfPurl(named)?.ecosystem;
  if (!isVersion(named.version, purl.version, ecosystem)) return false;
  if (named.subpath !== undefined && named.subpath !== purl.subpath) {
    return false;
  }
  const defaults = DEFAULTS[named.type] ?? {};
  return Object.entries(named.qualifiers ?? {}).every(
    ([key, value]) => (purl.qualifiers?.[key] ?? defaults[key]) === value,
  );
}

/** The same for all spellings of a package's name. */
function nameOf(purl: NamedPackage): string {
  const osv = osvPackageOfPurl(purl);
  const name = osv
    ? normalizePackageName(osv.ecosystem, osv.name)
    : [purl.namespace, purl.name].filter(Boolean).join('/');
  return `${purl.type} ${name}`;
}

function isVersion(
  named: string | undefined,
  version: string | undefined,
  ecosystem: string | undefined,
): boolean {
  if (named === undefined || named === version) return true;
  if (version === undefined || ecosystem === undefined) return false;
  try {
    return compareVersions(ecosystem, version, named) === 0;
  } catch (error) {
    if (error instanceof VersionError) return false;
    throw error;
  }
}
