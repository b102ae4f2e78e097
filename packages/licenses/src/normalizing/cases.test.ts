import { cases } from '@safety-curtain/testing';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalizeLicense } from './normalize';

const NAMES = join(cases, '29-licence-names', 'names.txt');

/** What each name of the case means: an expression, what it may mean, or nothing. */
const expected: Record<string, string | string[] | undefined> = {
  'MIT/Apache-2.0': 'Apache-2.0 OR MIT',
  'LGPL-2.1+': 'LGPL-2.1-or-later',
  'GPL-2.0+ WITH Classpath-exception-2.0':
    'GPL-2.0-or-later WITH Classpath-exception-2.0',
  '(MIT OR Apache-2.0) AND Unicode-DFS-2016':
    '(Apache-2.0 OR MIT) AND Unicode-DFS-2016',
  'MIT OR Apache-2': 'Apache-2.0 OR MIT',
  'Apache-2.0 with LLVM-exception': 'Apache-2.0 WITH LLVM-exception',
  'MIT\nOR\nApache-2.0': 'Apache-2.0 OR MIT',
  BSD: ['BSD-2-Clause', 'BSD-3-Clause'],
  'LicenseRef-foo OR MIT': 'LicenseRef-foo OR MIT',
  UNLICENSED: 'NONE',
  'GPL (>= 2)': 'GPL-2.0-or-later',
  'MIT, Apache-2.0': ['Apache-2.0 AND MIT', 'Apache-2.0 OR MIT'],
  'CDDL/GPLv2+CE': [
    'CDDL-1.0 OR GPL-2.0-only WITH Classpath-exception-2.0',
    'CDDL-1.1 OR GPL-2.0-only WITH Classpath-exception-2.0',
  ],
  'NOASSERTION OR MIT': undefined,
};

function meaningOf(name: string) {
  const read = normalizeLicense(name);
  return read && ('expression' in read ? read.expression : read.ambiguous);
}

describe('cases: names of licenses', () => {
  it.each(Object.entries(expected))('%j', (name, meaning) => {
    expect(meaningOf(name)).toEqual(meaning);
  });
});

const describeNames = existsSync(NAMES) ? describe : describe.skip;

describeNames('names of licenses in 29-licence-names', () => {
  it('are those above', () => {
    const names = readFileSync(NAMES, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => line.replaceAll('\\n', '\n'));
    expect(names).toEqual(Object.keys(expected));
  });
});
