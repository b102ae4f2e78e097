import { fileName, pathsNamed, SourceTree } from './sourceTree';

const FOLDERS = ['', '.github/', 'docs/'];

/** Where GitHub and OpenSSF look for a security policy, in this order. */
const SECURITY_POLICIES = [
  ...['md', 'markdown', 'adoc', 'rst'].flatMap(extension =>
    FOLDERS.map(folder => `${folder}security.${extension}`),
  ),
  'doc/security.rst',
  '.gitlab/security.md',
];

/** Where GitHub, GitLab, Bitbucket and Gitea look for code owners. */
const CODE_OWNERS = [
  'CODEOWNERS',
  '.github/CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  '.bitbucket/CODEOWNERS',
  '.gitea/CODEOWNERS',
  '.forgejo/CODEOWNERS',
];

const LICENSE_FILE =
  /^(?:[\w.+-]{1,60}[-_.])?(?:licen[sc]es?|copying|copyright|unlicense)(?:[-_.][\w.+-]{1,60})?$/i;
/** Sources and settings that are only about licenses. */
const NO_LICENSE_FILE =
  /\.(?:c|cs|go|java|js|json|kt|lock|mjs|php|py|rb|rs|sh|toml|ts|tsx|ya?ml)$/i;

export function securityPolicyPath(source: SourceTree): string | undefined {
  return pathsNamed(source, SECURITY_POLICIES)[0];
}

export function codeOwnersPath(source: SourceTree): string | undefined {
  return pathsNamed(source, CODE_OWNERS)[0];
}

export function isSecurityPolicy(path: string): boolean {
  return SECURITY_POLICIES.includes(path.toLowerCase());
}

export function isCodeOwners(path: string): boolean {
  return CODE_OWNERS.some(name => name.toLowerCase() === path.toLowerCase());
}

/** `LICENSE`, `COPYING.md`, `LICENSE-MIT` at the top, or a file in `LICENSES` (REUSE). */
export function isLicenseFile(path: string): boolean {
  if (/^licenses?\/[^/]+$/i.test(path)) return true;
  return (
    !path.includes('/') &&
    LICENSE_FILE.test(path) &&
    !NO_LICENSE_FILE.test(path)
  );
}

/** Files at the top first, plain names before longer ones. */
export function licensePaths(source: SourceTree): string[] {
  const depth = (path: string) => (path.includes('/') ? 1 : 0);
  return source.paths
    .filter(isLicenseFile)
    .sort(
      (a, b) =>
        depth(a) - depth(b) ||
        fileName(a).length - fileName(b).length ||
        (a < b ? -1 : 1),
    );
}
