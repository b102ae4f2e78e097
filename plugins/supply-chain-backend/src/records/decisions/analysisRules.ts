import { InputError } from '@backstage/errors';
import type { NewDecision } from '@safety-curtain/plugin-supply-chain-common';
import { isSettled } from '@safety-curtain/vex';
import { counted } from '../../messages/counted';

/** What an analysis says, of what is asked for. */
export type WantedAnalysis = Pick<
  NewDecision,
  'analysis' | 'endsAt' | 'endsWhen' | 'pausesClock'
>;

/** The columns of a decision that an analysis has. */
export interface CheckedAnalysis {
  /** The state, in CycloneDX's words. */
  verdict: string;
  justification: NonNullable<
    NonNullable<NewDecision['analysis']>['justification']
  > | null;
  responses: string[];
  endsAt: Date | null;
  endsWhen: 'fix' | 'version-moves' | null;
  pausesClock: boolean;
}

/** Responses that leave a vulnerability as it is. */
const ACCEPTING = ['can_not_fix', 'will_not_fix'];

/** Whether a risk is accepted for a time. */
export function isAcceptance(responses: readonly string[]): boolean {
  return responses.some(response => ACCEPTING.includes(response));
}

/** Checks what is to be said of a vulnerability; throws `InputError` with what is wrong. */
export function checkAnalysis(
  { analysis, endsAt, endsWhen, pausesClock = false }: WantedAnalysis,
  { longestExceptionMs }: { longestExceptionMs: number },
  now: Date,
): CheckedAnalysis {
  if (!analysis) {
    throw new InputError('An analysis says which state a vulnerability is in');
  }
  const { state, justification, responses = [] } = analysis;
  const end = endsAt ? new Date(endsAt) : null;
  if (end && !(end > now))
    throw new InputError('The end must be in the future');
  if (justification && state !== 'not_affected') {
    throw new InputError(
      'A justification says why something is not_affected; the state is another',
    );
  }
  if (responses.length > 0 && isSettled({ state })) {
    throw new InputError(
      'A response says what is done about what is exploitable or in triage; the state is another',
    );
  }
  const accepts = isAcceptance(responses);
  if (accepts && !end && !endsWhen) {
    throw new InputError(
      'A risk is accepted for a time: until a day, a fix, or another version',
    );
  }
  if ((accepts || pausesClock) && end) {
    const days = Math.floor(longestExceptionMs / 86_400_000);
    if (end.getTime() - now.getTime() > longestExceptionMs) {
      throw new InputError(
        `A risk is accepted for at most ${counted(days, 'day')}`,
      );
    }
  }
  if (pausesClock && (!end || isSettled({ state }))) {
    throw new InputError(
      'The clock is paused until a day, of what is exploitable or in triage',
    );
  }
  return {
    verdict: state,
    justification: justification ?? null,
    responses: [...responses],
    endsAt: end,
    endsWhen: endsWhen ?? null,
    pausesClock,
  };
}
