/**
 * A package URL as people write it: `name@version`, namespace included. What
 * is no package URL is given back as it is.
 *
 * @public
 */
export function packageLabel(purl: string): string {
  const match = /^pkg:[^/]+\/([^?#]+)/.exec(purl);
  if (!match) return purl;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}
