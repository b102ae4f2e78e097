/** How forges address a folder of a revision: GitHub and GitLab, then Gitea and Bitbucket. */
const FOLDER = /\/(tree|blob|src)\/./;

/**
 * The names of branches, tags and commits of which it is sure where they end: others may have
 * slashes.
 */
const PLAIN_REF =
  /\/(tree|blob|src|src\/branch|src\/tag|src\/commit)\/(?:main|master|trunk|develop|HEAD|v?\d+(?:\.\d+)*|[0-9a-f]{40})(?=\/|$)/;
/** A commit of SHA-1; longer ones are digests of sources that have no commits. */
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * The address of a line of a file on the forge, where the address of the source
 * tells how the forge names files; else undefined.
 *
 * @param revision - a commit in which the line is what it is meant to be; where it cannot be put
 * into the address, that of the source stays
 *
 * @public
 */
export function sourceLink(
  source: string | undefined,
  path: string,
  line?: number,
  revision?: string,
): string | undefined {
  if (!source || !/^https?:/i.test(source) || !URL.canParse(source)) {
    return undefined;
  }
  const url = new URL(source);
  if (url.search || !FOLDER.test(url.pathname)) return undefined;
  const folder = atRevision(url.pathname, revision)
    .replace('/tree/', '/blob/')
    .replace(/\/*$/, '/');
  url.pathname = folder + path.split('/').map(encodeURIComponent).join('/');
  url.hash = line === undefined ? '' : `L${line}`;
  return url.href;
}

function atRevision(folder: string, revision: string | undefined): string {
  if (!revision || !COMMIT.test(revision)) return folder;
  return folder.replace(PLAIN_REF, (_, before: string) => {
    // Gitea says what kind of name follows.
    const how = /^src\/./.test(before) ? 'src/commit' : before;
    return `/${how}/${revision}`;
  });
}
