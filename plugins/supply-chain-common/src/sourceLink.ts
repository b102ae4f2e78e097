/** How forges address a folder of a revision: GitHub and GitLab, then Gitea and Bitbucket. */
const FOLDER = /\/(tree|blob|src)\/./;

/**
 * The address of a line of a file on the forge, where the address of the source
 * tells how the forge names files; else undefined.
 *
 * @public
 */
export function sourceLink(
  source: string | undefined,
  path: string,
  line?: number,
): string | undefined {
  if (!source || !/^https?:/i.test(source) || !URL.canParse(source)) {
    return undefined;
  }
  const url = new URL(source);
  if (url.search || !FOLDER.test(url.pathname)) return undefined;
  const folder = url.pathname.replace('/tree/', '/blob/').replace(/\/*$/, '/');
  url.pathname = folder + path.split('/').map(encodeURIComponent).join('/');
  url.hash = line === undefined ? '' : `L${line}`;
  return url.href;
}
