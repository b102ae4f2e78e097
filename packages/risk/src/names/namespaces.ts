/** A name in two parts: who it belongs to, and what it is called there. */
export interface SplitName {
  /** Scope, group, owner or vendor. Absent where names have none. */
  namespace?: string;
  name: string;
}

/** Names of an ecosystem in its one spelling, and their parts. */
export function splitName(ecosystem: string, name: string): SplitName {
  if (ecosystem === 'npm') {
    const slash = name.indexOf('/');
    return name.startsWith('@') && slash > 0
      ? { namespace: name.slice(1, slash), name: name.slice(slash + 1) }
      : { name };
  }
  if (ecosystem === 'Maven') return splitAt(name, name.indexOf(':'));
  if (ecosystem === 'Packagist') return splitAt(name, name.indexOf('/'));
  if (ecosystem === 'Go') {
    const [host, owner, repository] = name.split('/');
    // Whoever has a domain has the names below it.
    return repository === undefined
      ? { name: host }
      : { namespace: `${host}/${owner}`, name: repository };
  }
  return { name };
}

function splitAt(name: string, at: number): SplitName {
  return at > 0
    ? { namespace: name.slice(0, at), name: name.slice(at + 1) }
    : { name };
}

/** The spelling in which names of an ecosystem are compared. */
export function spelled(ecosystem: string, name: string): string {
  if (ecosystem === 'Go') {
    // A major version at the end is the same module's, as is a folder of it.
    const parts = name.replace(/\.v\d+$/, '').split('/');
    const depth =
      parts[0] === 'github.com' || parts[0] === 'gitlab.com' ? 3 : parts.length;
    return parts
      .slice(0, depth)
      .join('/')
      .replace(/\/v\d+$/, '')
      .toLowerCase();
  }
  if (ecosystem === 'npm') return name;
  if (ecosystem === 'PyPI' || ecosystem === 'crates.io') {
    return name.toLowerCase().replace(/[-_.]+/g, '-');
  }
  return name.toLowerCase();
}
