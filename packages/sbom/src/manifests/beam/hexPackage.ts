import type { PackageFacts } from '../../graph/packageFacts';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { formatPurl } from '../../purl';

const HEX = 'hexpm';

/**
 * A package of Hex. Those of an organization (`hexpm:acme`) and of other repositories are none that
 * advisories speak of.
 */
export function hexPackage(
  name: string,
  version: string,
  repository = HEX,
): PackageFacts {
  const facts = {
    name,
    version,
    packageName: name,
    origin: 'registry',
  } as const;
  const [base, organization] = repository.split(':', 2);
  if (repository === HEX) {
    const purl = formatPurl({ type: 'hex', name, version });
    return { ...facts, purl, ecosystem: 'Hex' };
  }
  const isOrganization = base === HEX && organization !== undefined;
  return {
    ...facts,
    purl: formatPurl({
      type: 'hex',
      namespace: isOrganization ? organization : undefined,
      name,
      version,
      qualifiers: isOrganization ? undefined : { repository_url: repository },
    }),
  };
}

/** A repository at a commit, whose version the lock file does not name. */
export function hexRepository(
  name: string,
  address: string,
  commit: string | undefined,
): PackageFacts {
  const location = parseGitLocation(address, commit);
  const vcsUrl = location && formatGitLocation(location);
  return {
    purl: formatPurl({
      type: 'hex',
      name,
      qualifiers: vcsUrl ? { vcs_url: vcsUrl } : undefined,
    }),
    name,
    version: '',
    packageName: name,
    origin: 'git',
    ...(vcsUrl && { vcsUrl }),
  };
}
