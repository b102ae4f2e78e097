import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';

/** A module version. */
export interface Target {
  path: string;
  version: string;
}

function modulePurl(
  path: string,
  version: string,
  qualifiers?: Record<string, string>,
): string {
  const slash = path.lastIndexOf('/');
  return formatPurl({
    type: 'golang',
    namespace: path.slice(0, Math.max(slash, 0)),
    name: path.slice(slash + 1),
    version,
    qualifiers,
  });
}

/** OSV writes Go versions without the leading `v`; purls carry them as Go does. */
export function moduleFacts({ path, version }: Target): PackageFacts {
  return {
    purl: modulePurl(path, version),
    name: path,
    version: version.replace(/^v/, ''),
    ecosystem: 'Go',
    packageName: path,
    origin: 'registry',
  };
}

/** A module replaced by a folder: code of the project's own, without a version. */
export function folderFacts(path: string, folder: string): PackageFacts {
  return {
    purl: modulePurl(path, '', { download_url: `file:${folder}` }),
    name: path,
    version: '',
    packageName: path,
    origin: 'file',
  };
}

/** Whether a replacement is a folder, and no module. */
export function isFolder(path: string): boolean {
  return /^(?:\.{1,2}(?:[/\\]|$)|\/|[a-z]:)/i.test(path);
}
