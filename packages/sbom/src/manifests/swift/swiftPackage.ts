import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  type GitLocation,
  parseGitLocation,
} from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** `git@host:owner/name` and URLs, as `git+https://host/owner/name`; undefined for anything else. */
function repositoryOf(
  address: string,
  revision?: string,
): GitLocation | undefined {
  return parseGitLocation(address.replace(/#.*$/s, ''), revision);
}

/** Host and path without scheme, user and `.git`, as OSV names a Swift package. */
function addressWithoutScheme(location: string): string {
  return (
    location
      .replace(/^[a-z+]+:\/\//i, '')
      .replace(/^[^/@]*@/, '')
      // The same repository, in addresses that browsers and SSH have.
      .replace(/^www\.(?=github\.com\/|gitlab\.com\/)/i, '')
      .replace(/^([^/:]+):(?:22|443)\//, '$1/')
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
  );
}

/**
 * A package out of a repository: of the versions that its tags name OSV speaks under the address.
 *
 * @param version - empty where a branch or a commit is fixed, which no advisory speaks of
 * @returns undefined where the address is none of a repository
 */
export function repositoryPackage(
  address: string,
  version: string,
  revision?: string,
): PackageFacts | undefined {
  const location = repositoryOf(address, revision);
  const name = location && addressWithoutScheme(location.url);
  const slash = name?.lastIndexOf('/') ?? -1;
  if (!location || !name || slash <= 0) {
    return undefined;
  }
  const vcsUrl = formatGitLocation(location);
  return {
    purl: formatPurl({
      type: 'swift',
      namespace: name.slice(0, slash),
      name: name.slice(slash + 1),
      version,
      qualifiers: version ? undefined : { vcs_url: vcsUrl },
    }),
    name,
    version,
    packageName: name,
    ...(version && { ecosystem: 'SwiftURL' }),
    origin: 'git',
    vcsUrl,
  };
}
