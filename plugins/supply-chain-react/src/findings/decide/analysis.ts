import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import { endOfDay } from '../../decisions/day';

type Analysis = FindingDecisionRequest['analysis'];

/** States that people choose; the other two come from tools. */
export const states = [
  'not_affected',
  'false_positive',
  'exploitable',
  'in_triage',
] as const satisfies readonly Analysis['state'][];

export type ChosenState = (typeof states)[number];

export const justifications = [
  'code_not_present',
  'code_not_reachable',
  'requires_configuration',
  'requires_dependency',
  'requires_environment',
  'protected_by_compiler',
  'protected_at_runtime',
  'protected_at_perimeter',
  'protected_by_mitigating_control',
] as const satisfies readonly Analysis['justification'][];

export const responses = [
  'update',
  'workaround_available',
  'will_not_fix',
  'can_not_fix',
  'rollback',
] as const satisfies NonNullable<Analysis['responses']>;

/** When a decision is over. */
export type Ending = 'never' | 'day' | 'fix' | 'version-moves';

/** What the form holds. */
export interface Draft {
  state: ChosenState;
  justification: (typeof justifications)[number];
  responses: string[];
  reason: string;
  ending: Ending;
  day: string;
  pausesClock: boolean;
}

/** Whether anything is to be done: then it can be said what is done. */
export function isOpen(state: ChosenState): boolean {
  return state === 'exploitable' || state === 'in_triage';
}

/** Whether it leaves the vulnerability as it is, which has to end. */
export function isAcceptance({ state, responses: chosen }: Draft): boolean {
  return (
    isOpen(state) &&
    chosen.some(one => one === 'will_not_fix' || one === 'can_not_fix')
  );
}

/** What the form asks for, without whom it is for. */
export function requestOf(
  draft: Draft,
): Omit<FindingDecisionRequest, 'ids' | 'advisory' | 'filter'> {
  const { state, ending } = draft;
  return {
    analysis: {
      state,
      ...(state === 'not_affected' && { justification: draft.justification }),
      ...(isOpen(state) && {
        responses: draft.responses as Analysis['responses'],
      }),
    },
    reason: draft.reason.trim(),
    ...(ending === 'day' && { endsAt: endOfDay(draft.day) }),
    ...((ending === 'fix' || ending === 'version-moves') && {
      endsWhen: ending,
    }),
    ...(ending === 'day' &&
      isOpen(state) &&
      draft.pausesClock && { pausesClock: true }),
  };
}
