import { InputError } from '@safety-curtain/input';
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
  companions: ['package.json', '.npmrc', '.yarnrc.yml'],
  supersedes: [],
  read: input => {
    if (/^(?:<{7}|={7}|>{7})(?:\s|$)/m.test(input.text)) {
      throw new InputError('holds the markers of an unresolved merge');
    }
    const lock = readIndentedText(input.text);
    if (lock.has('__metadata')) {
      return readBerry(lock, input);
    }
    const header = /^# yarn lockfile v(.*)$/m.exec(input.text);
    if (header && header[1].trim() !== '1') {
      throw new InputError(`yarn lockfile v${header[1].trim()} is not known`);
    }
    if (!header && lock.size === 0) {
      throw new InputError("neither 'yarn lockfile v1' nor an entry is there");
    }
    return readClassic(lock, input);
  },
};
