import type { PackageFacts } from '../../graph/packageFacts';
import { withoutCredentials } from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** A package of a conda channel. OSV has no ecosystem of these. */
export function condaPackage(
  name: string,
  version: string,
  { channel, build }: { channel?: string; build?: string } = {},
): PackageFacts {
  return {
    purl: formatPurl({
      type: 'conda',
      name: name.toLowerCase(),
      version,
      qualifiers: { build, channel },
    }),
    name,
    version,
    packageName: name.toLowerCase(),
    origin: 'registry',
  };
}

/** What the address of a package's archive says of it. */
export interface CondaArchive {
  name: string;
  version: string;
  build: string;
  channel?: string;
}

/**
 * `https://host/<channel>/<subdir>/<name>-<version>-<build>.conda`. Builds for several platforms are
 * one version.
 */
export function parseArchiveUrl(url: string): CondaArchive | undefined {
  const address = withoutCredentials(url);
  const path = (address ?? url)
    .slice(0, 4000)
    .replace(/^[a-z]+:\/\/[^/]*/i, '');
  const parts = path.split('/').filter(part => part !== '');
  const file = /^(.+)-([^-]+)-([^-]+)\.(?:conda|tar\.bz2)$/.exec(
    parts.pop() ?? '',
  );
  if (!file) {
    return undefined;
  }
  // The last folder is the platform. Channels of anaconda.org have one folder.
  const channel = parts.slice(0, -1).pop();
  const [, name, version, build] = file;
  return { name, version, build, ...(channel && { channel }) };
}

/** The name of a match specification: `python >=3.9`, `conda-forge::numpy=1.2`. */
export function nameOfSpec(spec: string): string {
  const [head] = spec.trim().split(/[\s=<>!~[;]/, 1);
  return head.slice(head.lastIndexOf(':') + 1).toLowerCase();
}
