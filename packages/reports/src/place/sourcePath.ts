/**
 * The path of a file within the source, from what a report calls it: relative, absolute below the
 * root where the tool ran, or a `file:` address. Undefined for what lies outside of the source, is
 * on another machine, or is no path.
 *
 * @param root - where the tool ran, as an absolute path or `file:` address
 */
export function sourcePath(
  reported: string,
  root?: string,
): string | undefined {
  const path = plainPath(reported);
  if (path === undefined) return undefined;
  if (!isAbsolute(path)) return joined(path);
  const base = root === undefined ? undefined : plainPath(root);
  if (base === undefined || !isAbsolute(base)) return undefined;
  const prefix = base.endsWith('/') ? base : `${base}/`;
  return path.startsWith(prefix)
    ? joined(path.slice(prefix.length))
    : undefined;
}

/** With `/`, without a scheme or escapes; undefined where it is no path of a file. */
function plainPath(reported: string): string | undefined {
  if (reported.startsWith('\\\\')) return undefined;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]+:/.exec(reported)?.[0].toLowerCase();
  if (scheme !== undefined && scheme !== 'file:') return undefined;
  const rest = scheme
    ? withoutAuthority(reported.slice('file:'.length))
    : reported;
  if (rest === undefined || rest.startsWith('//')) return undefined;
  const decoded = decoding(rest);
  if (decoded === undefined || /\p{Cc}/u.test(decoded)) return undefined;
  return decoded.replaceAll('\\', '/');
}

/** The path of a `file:` address; undefined where it is one of another machine. */
function withoutAuthority(rest: string): string | undefined {
  if (!rest.startsWith('//')) return rest;
  const path = rest.slice(2).replace(/^localhost(?=\/)/i, '');
  if (!path.startsWith('/')) return undefined;
  return path.replace(/^\/(?=[A-Za-z]:)/, '');
}

function decoding(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A path with a lone `%`, as tools write that escape nothing.
    return text;
  }
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:/.test(path);
}

/** Without `.` and empty segments; undefined where `..` leads out of the source. */
function joined(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  // `./C:/x` would be another thing to whoever reads it again.
  return segments.length > 0 && !isAbsolute(segments[0])
    ? segments.join('/')
    : undefined;
}
