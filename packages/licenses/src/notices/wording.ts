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

/** `1 package`, `2 packages`; of what is not made plural by an `s`, give both. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
