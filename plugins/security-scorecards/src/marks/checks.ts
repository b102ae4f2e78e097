import type {
  ScorecardCheck,
  ScorecardDefinition,
  ServiceCheck,
} from '@safety-curtain/plugin-supply-chain-common';

/** A check with its place in the lists that name answers without their check. */
export interface PlacedCheck {
  check: ScorecardCheck;
  index: number;
}

/** Checks of one category. */
export interface CheckGroup {
  category: string;
  checks: PlacedCheck[];
}

/** The checks of a scorecard by category, both in the order of the scorecard. */
export function groupChecks(
  checks: readonly ScorecardCheck[],
): readonly CheckGroup[] {
  const groups = new Map<string, CheckGroup>();
  checks.forEach((check, index) => {
    const { category } = check;
    const group = groups.get(category) ?? { category, checks: [] };
    group.checks.push({ check, index });
    groups.set(category, group);
  });
  return [...groups.values()];
}

/** A check of a scorecard with how one service stands on it. */
export interface AskedCheck {
  check: ScorecardCheck;
  outcome: ServiceCheck;
}

/** What one service was asked, by check id; checks that the scorecard no longer has are left out. */
export function askedChecks(
  scorecard: ScorecardDefinition,
  outcomes: readonly ServiceCheck[],
): ReadonlyMap<string, AskedCheck> {
  const byId = new Map(outcomes.map(one => [one.check, one]));
  const asked = new Map<string, AskedCheck>();
  for (const check of scorecard.checks) {
    const outcome = byId.get(check.id);
    if (outcome) asked.set(check.id, { check, outcome });
  }
  return asked;
}
