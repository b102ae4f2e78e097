/** All services together. @public */
export const ORGANIZATION = 'organization';

/** Services that nobody owns. @public */
export const UNOWNED = 'unowned';

/**
 * One relation of the catalog, by full references in lower case. Nodes named
 * `organization` and `unowned` are ours and no references.
 *
 * - `ownedBy`: of a service to a group or user
 * - `childOf`: of a group or user to a group above it
 * - `partOf`: of a service to a system, of a system to a domain, and so on
 *
 * @public
 */
export interface StructureEdge {
  from: string;
  to: string;
  relation: 'childOf' | 'ownedBy' | 'partOf';
}

/**
 * Who stands above whom: as the catalog has it, with circles and any depth.
 *
 * @public
 */
export class Structure {
  private readonly above = {
    childOf: new Map<string, Set<string>>(),
    ownedBy: new Map<string, Set<string>>(),
    partOf: new Map<string, Set<string>>(),
  };

  constructor(edges: Iterable<StructureEdge>) {
    for (const { from, to, relation } of edges) {
      const parents = this.above[relation].get(from) ?? new Set();
      parents.add(to);
      this.above[relation].set(from, parents);
    }
  }

  isOwned(service: string): boolean {
    return (this.above.ownedBy.get(service)?.size ?? 0) > 0;
  }

  /**
   * Every node that counts the service, each once, in order: its owners and the
   * groups above them, or `unowned`; its systems and domains; the organization.
   * The owner of its system is none of them.
   */
  affectedBy(service: string): string[] {
    const owners = this.reach(this.above.ownedBy.get(service), 'childOf');
    const wholes = this.reach(this.above.partOf.get(service), 'partOf');
    wholes.delete(service);
    const found = new Set([...owners, ...wholes, ORGANIZATION]);
    if (!this.isOwned(service)) found.add(UNOWNED);
    return [...found].sort();
  }

  /** Where one gets to from some nodes, these among them; each is visited once. */
  private reach(
    from: ReadonlySet<string> | undefined,
    relation: StructureEdge['relation'],
  ): Set<string> {
    const reached = new Set(from);
    // A set that grows while it is walked is walked to its new end.
    for (const node of reached) {
      for (const parent of this.above[relation].get(node) ?? []) {
        reached.add(parent);
      }
    }
    return reached;
  }
}
