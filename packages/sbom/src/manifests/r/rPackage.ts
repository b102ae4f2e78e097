import { type Fields, isFields, listOf, textOf } from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** Copies of CRAN, by their names and in their addresses. */
const CRAN =
  /^(?:CRAN|RSPM|PPM|P3M)$|\bcran\b|\/\/cloud\.r-project\.org(?:\/|$)|\/\/packagemanager\.[^/]+\/(?:all|cran)\//i;
const BIOCONDUCTOR = /^BioC|\bbioconductor\b/i;

/** Addresses of the repositories that a lock file names. */
export function rRepositories(list: unknown): ReadonlyMap<string, string> {
  return new Map(
    listOf(list)
      .filter(isFields)
      .flatMap(({ Name, URL }): Array<[string, string]> => {
        const name = textOf(Name);
        const address = textOf(URL);
        return name && address ? [[name, address]] : [];
      }),
  );
}

/** Hosts of repositories by `RemoteType`, where an entry names none. */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['bitbucket', 'bitbucket.org'],
]);

/** `api.github.com` and `host/api/v3` are those of an interface. */
function hostOf(entry: Fields, type: string): string | undefined {
  const stated = textOf(entry.RemoteHost)
    ?.replace(/^https?:\/\//, '')
    .replace(/^api\.(?=github\.com|bitbucket\.org)/, '')
    .split('/', 1)[0];
  return stated ?? HOSTS.get(type);
}

/** Repository and commit of what came from one; undefined for anything else. */
function repositoryOf(entry: Fields): string | undefined {
  const type = (
    textOf(entry.RemoteType) ??
    textOf(entry.Source) ??
    ''
  ).toLowerCase();
  const commit = textOf(entry.RemoteSha) ?? '';
  const stated = textOf(entry.RemoteUrl);
  const host = hostOf(entry, type);
  const [owner, name] = [
    textOf(entry.RemoteUsername),
    textOf(entry.RemoteRepo),
  ];
  const address =
    host && owner && name ? `https://${host}/${owner}/${name}` : stated;
  const isRepository = HOSTS.has(type) || /^git/.test(type);
  const location =
    isRepository && address ? parseGitLocation(address, commit) : undefined;
  return location && formatGitLocation(location);
}

function facts(name: string, version: string, entry: Fields) {
  const integrity = textOf(entry.Hash);
  const license = textOf(entry.License);
  return {
    name,
    version,
    packageName: name,
    ...(integrity && { integrity }),
    ...(license && { license }),
  };
}

/** An entry of a lock file of R, by where it came from (renv, "Package sources"). */
export function rPackage(
  name: string,
  version: string,
  entry: Fields,
  repositories: ReadonlyMap<string, string>,
): PackageFacts {
  const base = facts(name, version, entry);
  const purl = (
    type: string,
    qualifiers?: Record<string, string | undefined>,
  ) => formatPurl({ type, name, version, qualifiers });
  const source = textOf(entry.Source) ?? 'unknown';
  const repository = textOf(entry.Repository) ?? '';
  const address = repositories.get(repository) ?? repository;
  if (source === 'Bioconductor' || BIOCONDUCTOR.test(repository)) {
    return {
      ...base,
      purl: purl('bioconductor'),
      ecosystem: 'Bioconductor',
      origin: 'registry',
    };
  }
  if (source === 'Repository' || CRAN.test(source)) {
    if (CRAN.test(source) || CRAN.test(repository) || CRAN.test(address)) {
      return {
        ...base,
        purl: purl('cran'),
        ecosystem: 'CRAN',
        origin: 'registry',
      };
    }
    const place = withoutCredentials(address) ?? (address || 'unknown');
    return {
      ...base,
      purl: purl('cran', { repository_url: place }),
      origin: 'registry',
    };
  }
  const vcsUrl = repositoryOf(entry);
  if (vcsUrl) {
    return {
      ...base,
      purl: purl('cran', { vcs_url: vcsUrl }),
      origin: 'git',
      vcsUrl,
    };
  }
  const url = textOf(entry.RemoteUrl);
  if (source === 'URL' && url) {
    const download = withoutCredentials(url) ?? 'unknown:';
    return {
      ...base,
      purl: purl('cran', { download_url: download }),
      origin: 'url',
    };
  }
  // From a folder, or from where nobody knows.
  const place = textOf(entry.RemoteUrl) ?? source.toLowerCase();
  return {
    ...base,
    purl: purl('cran', { download_url: `file:${place}` }),
    origin: 'file',
  };
}
