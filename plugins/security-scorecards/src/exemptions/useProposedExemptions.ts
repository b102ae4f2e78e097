import type { Decision } from '@safety-curtain/plugin-supply-chain-common';
import {
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';

const MANY = 200;

/** Exemptions of an entity that wait for approval. */
export interface ProposedExemptions {
  /** Those that count for one scorecard, by check. */
  of(scorecard: string): ReadonlyMap<string, Decision>;
  reload(): void;
}

/** Without the right to see decisions, none are known to wait. */
export function useProposedExemptions(
  entityRef: string | undefined,
): ProposedExemptions {
  const api = useSupplyChainApi();
  const { value, reload } = useLoad(entityRef, signal =>
    api.listDecisions(
      {
        entityRef,
        subject: ['check-exemption'],
        state: ['proposed'],
        limit: MANY,
      },
      { signal },
    ),
  );
  return useMemo(
    () => ({
      of: scorecard =>
        new Map(
          (value?.items ?? []).flatMap(one => {
            const { check, scorecard: only = scorecard } = one.about;
            return check && only === scorecard ? [[check, one] as const] : [];
          }),
        ),
      reload,
    }),
    [value, reload],
  );
}
