/** A repository at a commit. */
export interface GitLocation {
  /** `git+<transport>://host/path`, without credentials, query or fragment. */
  url: string;
  /** Full or abbreviated commit id, where the text pins one. */
  commit?: string;
}

const MAX_LENGTH = 4096;
const COMMIT = /^[0-9a-f]{7,64}$/i;
const HOSTED: ReadonlyMap<string, string> = new Map([
  ['github', 'https://github.com/'],
  ['gitlab', 'https://gitlab.com/'],
  ['bitbucket', 'https://bitbucket.org/'],
]);

/** Rewrites `git@host:path` and `github:owner/name` as URLs. */
function toUrl(text: string): string {
  const hosted = /^(github|gitlab|bitbucket):(?!\/\/)(.+)$/.exec(text);
  if (hosted) {
    return `${HOSTED.get(hosted[1])}${hosted[2]}`;
  }
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(text);
  if (scp) {
    return `ssh://git@${scp[1]}/${scp[2]}`;
  }
  // ssh://git@host:owner/name is no URL, yet npm writes it.
  return text.replace(
    /^(ssh:\/\/)((?:[^@/]*@)?[^:/]+):(?!\d+\/)/,
    (_, scheme, host) => `${scheme}${host}/`,
  );
}

/** The archives that forges make of a commit. */
const ARCHIVES: ReadonlyArray<[RegExp, string]> = [
  [
    /^https:\/\/codeload\.github\.com\/([\w.-]+\/[\w.-]+)\/(?:tar\.gz|legacy\.tar\.gz|zip)\/(?:refs\/\w+\/)?([^/?#]+)/,
    'github.com',
  ],
  [
    /^https:\/\/api\.github\.com\/repos\/([\w.-]+\/[\w.-]+)\/(?:tarball|zipball)\/([^/?#]+)/,
    'github.com',
  ],
  [
    /^https:\/\/gitlab\.com\/api\/v4\/projects\/([\w.-]+%2F[\w.-]+)\/repository\/archive\.tar\.gz\?(?:ref|sha)=([^&#]+)/,
    'gitlab.com',
  ],
  [
    /^https:\/\/gitlab\.com\/([\w.-]+\/[\w.-]+)\/(?:-\/archive\/|repository\/archive\.tar\.gz\?ref=)([^/&#]+)/,
    'gitlab.com',
  ],
  [
    /^https:\/\/bitbucket\.org\/([\w.-]+\/[\w.-]+)\/get\/([^/?#]+?)\.(?:tar\.gz|zip)/,
    'bitbucket.org',
  ],
];

/** Repository and commit of an archive's URL; undefined for any other URL. */
export function parseArchive(text: string): GitLocation | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  for (const [pattern, host] of ARCHIVES) {
    const found = pattern.exec(text);
    if (found) {
      const url = `git+https://${host}/${found[1].replace('%2F', '/')}`;
      return COMMIT.test(found[2]) ? { url, commit: found[2] } : { url };
    }
  }
  return undefined;
}

/**
 * Reads the ways in which lock files name a git repository: `git+https://host/path#commit`,
 * `git+ssh://git@host/path.git#commit`, `github:owner/name#ref`, `git@host:path`.
 * User names and passwords are dropped (only the conventional `git@` of ssh stays).
 */
export function parseGitLocation(
  text: string,
  pinned?: string,
): GitLocation | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const archive = parseArchive(text);
  if (archive) {
    return archive;
  }
  const [address, fragment = ''] = text.split('#', 2);
  let url: URL;
  try {
    url = new URL(toUrl(address.replace(/^git\+/, '')));
  } catch {
    return undefined;
  }
  if (!url.host) {
    return undefined;
  }
  const user = url.username === 'git' && !url.password ? 'git@' : '';
  const transport = url.protocol === 'git:' ? '' : 'git+';
  const candidate = (pinned ?? fragment).replace(/^commit[=:]/, '');
  return {
    url: `${transport}${url.protocol}//${user}${url.host}${url.pathname}`,
    ...(COMMIT.test(candidate) && { commit: candidate.toLowerCase() }),
  };
}

/** The location as the purl qualifier `vcs_url` has it: SPDX's `url@commit`. */
export function formatGitLocation({ url, commit }: GitLocation): string {
  return commit ? `${url}@${commit}` : url;
}

/** A plain URL without user name, password, query and fragment; undefined if it is no URL. */
export function withoutCredentials(text: string): string | undefined {
  try {
    const url = new URL(text);
    url.username = '';
    url.password = '';
    url.search = '';
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}
