import { isFields, listOf, textOf } from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseArchive,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** Scope and name of `@scope/name`. */
function splitName(name: string): { namespace?: string; name: string } {
  const slash = name.indexOf('/');
  return name.startsWith('@') && slash > 0
    ? { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
    : { name };
}

function npmPurl(
  name: string,
  version: string,
  qualifiers?: Record<string, string>,
): string {
  return formatPurl({ type: 'npm', ...splitName(name), version, qualifiers });
}

/** A package of an npm registry. */
export function registryPackage(name: string, version: string): PackageFacts {
  return {
    purl: npmPurl(name, version),
    name,
    version,
    ecosystem: 'npm',
    packageName: name,
    origin: 'registry',
  };
}

/**
 * What is installed of a registry.
 *
 * @param stated - the name that the file has for it
 */
export function installedPackage(
  stated: { name: string },
  { name, version }: { name: string; version: string },
): PackageFacts {
  return {
    ...registryPackage(name, version),
    ...(stated.name !== name && { calledOtherwise: true }),
  };
}

/** A package out of a repository; `location` as npm, yarn or pnpm write it. */
export function gitPackage(
  name: string,
  version: string,
  location: string,
  commit?: string,
): PackageFacts {
  const parsed = parseGitLocation(location, commit);
  const vcsUrl = parsed && formatGitLocation(parsed);
  return {
    purl: npmPurl(name, version, vcsUrl ? { vcs_url: vcsUrl } : undefined),
    name,
    version,
    packageName: name,
    origin: 'git',
    ...(vcsUrl && { vcsUrl }),
  };
}

/** A folder or archive on disk; the path keeps it apart from a registry package of its name. */
export function filePackage(
  name: string,
  version: string,
  path: string,
): PackageFacts {
  return {
    purl: npmPurl(name, version, { download_url: `file:${path}` }),
    name,
    version,
    packageName: name,
    origin: 'file',
  };
}

/** An archive at a URL that is no registry's. */
export function urlPackage(
  name: string,
  version: string,
  url: string,
): PackageFacts {
  const address = withoutCredentials(url) ?? 'unknown:';
  return {
    purl: npmPurl(name, version, { download_url: address }),
    name,
    version,
    packageName: name,
    origin: 'url',
  };
}

export function isUrlSpecifier(text: string): boolean {
  return /^https?:/.test(text);
}

const HOSTED_GIT =
  /^(?:git[+:@]|github:|gitlab:|bitbucket:|gist:|ssh:|[\w.-]+@[\w.-]+:)/;

/** Whether a version, specifier or resolution names a repository. */
export function isGitSpecifier(text: string): boolean {
  return (
    HOSTED_GIT.test(text) ||
    (/^https?:/.test(text) && /\.git(?:#|$)/.test(text)) ||
    (text.includes('#commit=') && isUrlSpecifier(text))
  );
}

/** Whether a URL is the archive that a forge makes of a commit. */
export function isGitArchive(text: string): boolean {
  return parseArchive(text) !== undefined;
}

export function isFileSpecifier(text: string): boolean {
  return /^(?:file:|link:|portal:|\.{1,2}\/|\/|~\/)/.test(text);
}

/** Name and version of `npm:name@version`. */
export function parseAlias(
  text: string,
): { name: string; version: string } | undefined {
  const alias = /^npm:((?:@[^/@]+\/)?[^@/]+)(?:@(.*))?$/.exec(text);
  return alias ? { name: alias[1], version: alias[2] ?? '' } : undefined;
}

/** The license as package.json declares it, old forms (`{type}`, lists) included. */
export function declaredLicense(license: unknown): string | undefined {
  if (isFields(license)) {
    return textOf(license.type);
  }
  if (Array.isArray(license)) {
    const names = listOf(license).flatMap(item => declaredLicense(item) ?? []);
    return names.length > 1 ? `(${names.join(' OR ')})` : names[0];
  }
  return textOf(license);
}
