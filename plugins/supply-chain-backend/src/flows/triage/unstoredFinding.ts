import type { DbTargetsRow } from '../../database/tables';
import type { TriageFinding } from '../../views/findings/triageFacts';
import type { Law } from './judgeFinding';

/** By what findings of a service are decided. */
export interface ServiceLaw extends Law {
  owners: readonly string[];
}

/** What tells findings of one build, or one release, apart. */
export type UnstoredFacts = Pick<
  TriageFinding,
  | 'kind'
  | 'fingerprint'
  | 'vulnerability_id'
  | 'severity'
  | 'epss'
  | 'epss_percentile'
  | 'known_exploited'
  | 'scope'
  | 'relation'
  | 'fixable'
  | 'package_name'
  | 'ecosystem'
  | 'versions'
  | 'published_at'
  | 'automatable'
  | 'technical_impact'
  | 'exploited_since'
  | 'names'
>;

/** A service, as far as what is decided about it depends on that. */
export type JudgedTarget = Pick<
  DbTargetsRow,
  'id' | 'entity_ref' | 'lifecycle' | 'system_ref' | 'tags'
>;

/** What a finding of the service would be, were the build, or the release, the service. */
export function unstoredFinding(
  { id, entity_ref: ref, lifecycle, system_ref: system, tags }: JudgedTarget,
  { owners }: ServiceLaw,
  now: Date,
  facts: UnstoredFacts,
): TriageFinding {
  return {
    ...facts,
    id: 0,
    target_id: id,
    entity_ref: ref,
    lifecycle,
    system_ref: system,
    state: 'open' as const,
    first_seen_at: now,
    triage_changes: 0,
    decision_id: null,
    needs_review: false,
    exposure: 0,
    exposure_because: '',
    owners: [...owners],
    tags: JSON.parse(tags) as string[],
  };
}
