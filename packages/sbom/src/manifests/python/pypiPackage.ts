import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** The name under which PyPI and OSV know a project (PEP 503, "Normalized Names"). */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** A project name as PEP 508 allows it. */
export const PROJECT_NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/i;

/** A package of a Python package index. */
export function indexPackage(name: string, version: string): PackageFacts {
  return {
    purl: formatPurl({ type: 'pypi', name, version }),
    name,
    version,
    ecosystem: 'PyPI',
    packageName: normalizeName(name),
    origin: 'registry',
  };
}

/** A package out of a repository, an archive at a URL, or a folder. */
export function sourcePackage(
  name: string,
  version: string,
  source: { origin: 'git' | 'url' | 'file'; location: string; commit?: string },
): PackageFacts {
  const { origin, location, commit } = source;
  const facts = { name, version, packageName: normalizeName(name), origin };
  if (origin === 'git') {
    const parsed = parseGitLocation(location, commit);
    const vcsUrl = parsed && formatGitLocation(parsed);
    const qualifiers = vcsUrl ? { vcs_url: vcsUrl } : undefined;
    return {
      ...facts,
      purl: formatPurl({ type: 'pypi', name, version, qualifiers }),
      ...(vcsUrl && { vcsUrl }),
    };
  }
  const address =
    origin === 'url'
      ? withoutCredentials(location) ?? 'unknown:'
      : `file:${location}`;
  const qualifiers = { download_url: address };
  return {
    ...facts,
    purl: formatPurl({ type: 'pypi', name, version, qualifiers }),
  };
}
