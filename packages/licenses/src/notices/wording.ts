import { NoticeEntry } from './notices';

const STATES: Record<NoticeEntry['state'], string> = {
  known: 'no license is granted',
  unknown: 'no license is known',
  ambiguous: 'what is said fits several licenses',
  conflicting: 'sources name different licenses',
};

/** Why a package stands among those without a license text. */
export function describeState({ state, expression }: NoticeEntry): string {
  return state === 'known' && expression !== 'NONE'
    ? STATES.unknown
    : STATES[state];
}
