import { Advisory } from '../records/advisory';
import { compareAdvisoryIds } from '../records/ids';

/** Records that speak of one vulnerability. @public */
export interface AliasGroup {
  /** The smallest CVE id in the group, else GHSA id, else id. */
  key: string;
  /** The ids of the records, in display order. */
  ids: string[];
  /** The other names of the vulnerability that the records give, in display order. */
  aliases: string[];
}

/** Names that are one, by union and find. */
class Names {
  private readonly parents = new Map<string, string>();

  root(name: string): string {
    let root = name;
    for (let up = this.parents.get(root); up; up = this.parents.get(root)) {
      root = up;
    }
    this.shorten(name, root);
    return root;
  }

  join(a: string, b: string): void {
    const [x, y] = [this.root(a), this.root(b)];
    if (x !== y) this.parents.set(x, y);
  }

  private shorten(name: string, root: string): void {
    let at = name;
    while (at !== root) {
      const next = this.parents.get(at)!;
      this.parents.set(at, root);
      at = next;
    }
  }
}

/**
 * Groups records whose ids or `aliases` meet, directly or through others.
 * `related` and `upstream` name other vulnerabilities and do not join. The groups come
 * in the order of their keys, whatever the order of the records.
 *
 * @public
 */
export function mergeAliases(
  records: Iterable<Pick<Advisory, 'id' | 'aliases'>>,
): AliasGroup[] {
  const names = new Names();
  const ids = new Set<string>();
  const all = new Set<string>();
  for (const { id, aliases = [] } of records) {
    ids.add(id);
    all.add(id);
    for (const alias of aliases) {
      all.add(alias);
      names.join(alias, id);
    }
  }
  const groups = new Map<string, AliasGroup>();
  for (const name of [...all].sort(compareAdvisoryIds)) {
    const root = names.root(name);
    let group = groups.get(root);
    if (!group) groups.set(root, (group = { key: name, ids: [], aliases: [] }));
    (ids.has(name) ? group.ids : group.aliases).push(name);
  }
  return [...groups.values()];
}
