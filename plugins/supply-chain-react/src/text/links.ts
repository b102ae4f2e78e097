/**
 * True for an absolute address that may be made a link: advisories come from
 * anywhere, and `javascript:` must stay text.
 *
 * @public
 */
export function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
