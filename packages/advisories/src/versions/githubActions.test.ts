import { matchAffected } from '../matching/affected';
import type { RangeEvent } from '../records/advisory';

const applies = (version: string, events: RangeEvent[]) =>
  matchAffected('GitHub Actions', version, [
    { ranges: [{ type: 'ECOSYSTEM', events }] },
  ]).applies;

describe('versions of GitHub Actions', () => {
  it.each([
    ['v4.1.2', [{ introduced: '4.0.0' }, { fixed: '4.1.3' }], true],
    ['v4.1.3', [{ introduced: '4.0.0' }, { fixed: '4.1.3' }], false],
    // The tag has moved on to the fix.
    ['v4', [{ introduced: '4.0.0' }, { fixed: '4.1.3' }], false],
    ['v4', [{ introduced: '0' }, { fixed: '5.0.0' }], true],
    ['v4', [{ introduced: '4.2.0' }], true],
    ['v35', [{ introduced: '0' }, { fixed: '41.0.0' }], true],
    ['v2', [{ introduced: '0' }, { last_affected: '2' }], true],
    ['v2', [{ introduced: '0' }, { last_affected: '2.1.0' }], false],
    ['v4.0', [{ introduced: '4.0.0' }, { fixed: '4.1.3' }], true],
    ['main', [{ introduced: '0' }, { fixed: '4.1.3' }], false],
    // Whatever it stands for is affected.
    ['main', [{ introduced: '0' }], true],
  ])('%s in %j: %s', (version, events, expected) => {
    expect(applies(version, events)).toBe(expected);
  });
});
