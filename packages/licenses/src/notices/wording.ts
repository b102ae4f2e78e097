import { NoticeEntry } from './notices';

const STATES: Record<NoticeEntry['state'], string> = {
  known: 'no licence is granted',
  unknown: 'no licence is known',
  ambiguous: 'what is said fits several licences',
  conflicting: 'sources name different licences',
};

/** Why a package stands among those without a licence text. */
export function describeState({ state, expression }: NoticeEntry): string {
  return state === 'known' && expression !== 'NONE'
    ? STATES.unknown
    : STATES[state];
}
