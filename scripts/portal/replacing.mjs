/**
 * A change of a text: the first `anchor`, or the first one after `after`, is
 * replaced. It must be there.
 */
export function replacing(anchor, replacement, after = '') {
  return text => {
    const from = text.indexOf(after);
    const at = from < 0 ? -1 : text.indexOf(anchor, from);
    if (at < 0) {
      throw new Error(`create-app's template has no '${after}${anchor}' now`);
    }
    return text.slice(0, at) + replacement + text.slice(at + anchor.length);
  };
}
