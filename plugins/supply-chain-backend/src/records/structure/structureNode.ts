import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { StructureEdge } from '@safety-curtain/policy';
import { toText } from '../../database/dialect';

/** A group, user, system or domain, and what stands right above it. */
export interface StructureNode {
  ref: string;
  kind: string;
  title: string;
  etag: string;
  above: { relation: StructureEdge['relation']; to: string }[];
}

/** The entity fields that {@link structureNodeOf} reads, for a catalog query. */
export const structureFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.etag',
  'spec.profile.displayName',
  'relations',
];

/** The longest reference that is stored; what the catalog takes is shorter. */
const MAX_REF = 200;
/** Of one node: more groups than any person is a member of. */
const MAX_ABOVE = 500;

/** Which relation of the catalog stands for which of ours. */
const relations = new Map<string, StructureEdge['relation']>([
  [RELATION_CHILD_OF, 'childOf'],
  [RELATION_MEMBER_OF, 'childOf'],
  [RELATION_PART_OF, 'partOf'],
]);

/** What is kept of a group, user, system or domain of the catalog. */
export function structureNodeOf(entity: Entity): StructureNode {
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind.toLowerCase(),
    title: titleOf(entity),
    etag: entity.metadata.etag ?? '',
    above: aboveOf(entity),
  };
}

function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  const names = [metadata.title, profile?.displayName, metadata.name];
  const found = names.find(name => typeof name === 'string' && name !== '');
  return toText(found as string, 500);
}

function aboveOf(entity: Entity): StructureNode['above'] {
  const found = new Map<string, StructureNode['above'][number]>();
  for (const { type, targetRef } of entity.relations ?? []) {
    const relation = relations.get(type);
    const to = targetRef.toLowerCase();
    if (!relation || to.length > MAX_REF || to.includes('\0')) continue;
    if (found.size === MAX_ABOVE) break;
    found.set(`${relation} ${to}`, { relation, to });
  }
  return [...found.values()];
}
