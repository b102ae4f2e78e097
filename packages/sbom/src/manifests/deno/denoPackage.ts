import type { PackageFacts } from '../../graph/packageFacts';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { withoutCredentials } from '../../input/gitLocation';
import { formatPurl } from '../../purl';
import { registryPackage } from '../npm/npmPackage';

/** What code or an import map asks for. */
export interface Specifier {
  kind: 'npm' | 'jsr';
  name: string;
  /** A version or a range; empty where none is named. */
  requirement: string;
}

/** Longer than any specifier that people write. */
const MAX_LENGTH = 2_000;
const SPECIFIER =
  /^(npm|jsr):\/?((?:@[^/@\s]+\/)?[^/@\s]+)(?:@([^/]*))?(?:\/.*)?$/;

/** `npm:chalk@5/sub`, `jsr:@std/path@^1`; undefined for anything else. */
export function parseSpecifier(text: string): Specifier | undefined {
  const [, kind, name, requirement = ''] =
    SPECIFIER.exec(text.slice(0, MAX_LENGTH)) ?? [];
  return kind === undefined
    ? undefined
    : { kind: kind as Specifier['kind'], name, requirement };
}

/** A package of JSR, which is no registry that advisories speak of. */
export function jsrPackage(name: string, version: string): PackageFacts {
  const [namespace, short] = name.split('/');
  return {
    purl: formatPurl({ type: 'jsr', namespace, name: short ?? name, version }),
    name,
    version,
    packageName: name,
    origin: 'registry',
  };
}

/** Servers that give the files of packages of npm: `<name>@<version>` in their addresses. */
const OF_NPM =
  /^https:\/\/(?:esm\.sh\/(?:v\d+\/|stable\/)?\*?|unpkg\.com\/|cdn\.jsdelivr\.net\/npm\/|cdn\.skypack\.dev\/(?:-\/)?)((?:@[^/@]+\/)?[^/@]+)@v?(\d+\.\d+\.\d+[\w.+-]*)/;
const OF_DENO = /^https:\/\/deno\.land\/(?:x\/)?([\w.-]+)@([\w.+-]+)/;
const OF_GITHUB =
  /^https:\/\/raw\.githubusercontent\.com\/([\w.-]+\/[\w.-]+)\/([^/]+)\//;

/**
 * The package that a module at an address belongs to: modules of one release are one package. What
 * is known of no such server is a package by itself.
 */
export function remotePackage(address: string): PackageFacts | undefined {
  const url = withoutCredentials(address);
  if (url === undefined || !/^https?:/.test(url)) {
    return undefined;
  }
  const [, npmName, npmVersion] = OF_NPM.exec(url) ?? [];
  if (npmName !== undefined) {
    return registryPackage(npmName, npmVersion);
  }
  const ofDeno = OF_DENO.exec(url);
  if (ofDeno) {
    const [base, name, version] = ofDeno;
    return urlModule(name, version, base);
  }
  const [, repository, commit] = OF_GITHUB.exec(url) ?? [];
  const location =
    repository === undefined
      ? undefined
      : parseGitLocation(`https://github.com/${repository}`, commit);
  if (location?.commit !== undefined) {
    const vcsUrl = formatGitLocation(location);
    const title = repository.split('/')[1];
    return {
      ...urlModule(title, commit, url),
      purl: formatPurl({
        type: 'generic',
        name: title,
        version: commit,
        qualifiers: { vcs_url: vcsUrl },
      }),
      origin: 'git',
      vcsUrl,
    };
  }
  return urlModule(url.replace(/^https?:\/\//, ''), '', url);
}

function urlModule(name: string, version: string, url: string): PackageFacts {
  return {
    purl: formatPurl({
      type: 'generic',
      name,
      version,
      qualifiers: { download_url: url },
    }),
    name,
    version,
    packageName: name,
    origin: 'url',
  };
}
