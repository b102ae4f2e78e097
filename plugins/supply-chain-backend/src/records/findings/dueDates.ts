import {
  type DueDate,
  dueDateOf,
  type DueFacts,
  duePolicyFor,
  type DuePolicy,
  type ScopedDuePolicy,
} from '@safety-curtain/policy';
import { toBoolean, toDate, toIso } from '../../database/dialect';
import { severityOfNumber } from './severity';
import type {
  DbFindingsRow,
  DbTargetsRow,
  DbVulnerabilitiesRow,
  Flag,
} from '../../database/tables';

/** Exposure of a service as it is stored: the larger, the more it matters. */
export const exposures = ['no', 'unknown', 'yes'] as const;

/** What of a finding decides when it is due. */
export interface DueBasis
  extends Pick<DbFindingsRow, 'severity' | 'known_exploited' | 'first_seen_at'>,
    Pick<DbTargetsRow, 'lifecycle' | 'system_ref' | 'exposure'>,
    Pick<
      DbVulnerabilitiesRow,
      'exploited_since' | 'automatable' | 'technical_impact' | 'published_at'
    > {
  owners: string[];
  tags: string[];
}

/** When a finding is due, whatever was decided, and by which policy. */
export function dueOf(
  finding: DueBasis,
  policies: readonly ScopedDuePolicy[],
): { due: DueDate; policy: DuePolicy } {
  const policy = duePolicyFor(policies, {
    lifecycle: finding.lifecycle ?? undefined,
    tags: finding.tags,
    system: finding.system_ref ?? undefined,
    owners: finding.owners,
  });
  const exposed = exposures[finding.exposure];
  const facts: DueFacts = {
    severity: severityOfNumber(finding.severity),
    knownExploited: toBoolean(finding.known_exploited),
    knownExploitedSince: finding.exploited_since ?? undefined,
    ...(exposed !== 'unknown' && { exposed: exposed === 'yes' }),
    automatable: flagOf(finding.automatable),
    impact: finding.technical_impact ?? undefined,
    detectedAt: toDate(finding.first_seen_at).toISOString(),
    publishedAt: toIso(finding.published_at),
  };
  return { due: dueDateOf(facts, policy), policy };
}

function flagOf(flag: Flag | null): boolean | undefined {
  return flag === null ? undefined : toBoolean(flag);
}
