/**
 * Joins a folder and a path that a file in it names, both relative to the manifest's folder, and
 * resolves `.` and `..`; a path that leaves the manifest's folder keeps its leading `..`.
 * Undefined for absolute paths and URLs.
 */
export function joinPath(folder: string, path: string): string | undefined {
  const forward = path.replace(/\\/g, '/');
  if (forward.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(forward)) {
    return undefined;
  }
  const parts: string[] = [];
  for (const part of `${folder}/${forward}`.split('/')) {
    if (part === '' || part === '.') {
      continue;
    }
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
      parts.pop();
    } else {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** The folder part of a path; empty for a bare file name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
