import { InputError } from '../../errors';
import { readIndentedText } from '../../input/indentedText';
import type { ManifestReader } from '../reader';
import { readBerry } from './berry';
import { readClassic } from './classic';

/** `yarn.lock` of yarn 1 ("classic") and of yarn 2 and later ("berry"). */
export const yarnLock: ManifestReader = {
  id: 'yarn-lock',
  title: 'Yarn lock file',
  ecosystem: 'npm',
  matches: name => name === 'yarn.lock',
  companions: ['package.json'],
  supersedes: [],
  read: input => {
    if (/^(?:<{7}|={7}|>{7})(?:\s|$)/m.test(input.text)) {
      throw new InputError('holds the markers of an unresolved merge');
    }
    const lock = readIndentedText(input.text);
    return lock.has('__metadata')
      ? readBerry(lock, input)
      : readClassic(lock, input);
  },
};
