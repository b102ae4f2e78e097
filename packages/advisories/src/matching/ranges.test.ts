import fc from 'fast-check';
import { RangeEvent } from '../records/advisory';
import { semver } from '../versions/semver';
import { compileRange, rangeContains } from './ranges';

function affectedAmong(events: RangeEvent[], versions: string[]): string[] {
  const range = compileRange(semver, { type: 'SEMVER', events });
  return versions.filter(v => rangeContains(range, semver.parse(v)!));
}

const VERSIONS = ['0.0.0-0', '1.0.0', '1.5.0', '2.0.0', '2.5.0', '3.0.0'];

describe('a range', () => {
  it.each<[string, RangeEvent[], string[]]>([
    [
      'goes up to its fix',
      [{ introduced: '0' }, { fixed: '2.0.0' }],
      ['0.0.0-0', '1.0.0', '1.5.0'],
    ],
    [
      'has its last affected version',
      [{ introduced: '1.0.0' }, { last_affected: '2.0.0' }],
      ['1.0.0', '1.5.0', '2.0.0'],
    ],
    [
      'is open where nothing ends it',
      [{ introduced: '2.5.0' }],
      ['2.5.0', '3.0.0'],
    ],
    ['is empty where nothing begins it', [{ fixed: '2.0.0' }], []],
    ['of no events is empty', [], []],
    [
      'takes its events in any order',
      [
        { fixed: '3.0.0' },
        { introduced: '2.0.0' },
        { fixed: '1.5.0' },
        { introduced: '1.0.0' },
      ],
      ['1.0.0', '2.0.0', '2.5.0'],
    ],
    [
      'goes on where one interval meets the next',
      [
        { introduced: '2.0.0' },
        { fixed: '3.0.0' },
        { introduced: '1.0.0' },
        { fixed: '2.0.0' },
      ],
      ['1.0.0', '1.5.0', '2.0.0', '2.5.0'],
    ],
    [
      'may hold one version',
      [{ introduced: '1.5.0' }, { last_affected: '1.5.0' }],
      ['1.5.0'],
    ],
    ['may hold none', [{ introduced: '1.5.0' }, { fixed: '1.5.0' }], []],
    [
      'stops at its limit',
      [{ introduced: '0' }, { limit: '1.5.0' }],
      ['0.0.0-0', '1.0.0'],
    ],
    [
      'stops at the greatest of its limits',
      [{ introduced: '2.0.0' }, { limit: '3.0.0' }, { limit: '1.0.0' }],
      ['2.0.0', '2.5.0'],
    ],
    [
      'has no limit where one is *',
      [{ introduced: '2.0.0' }, { limit: '*' }, { limit: '1.0.0' }],
      ['2.0.0', '2.5.0', '3.0.0'],
    ],
    [
      'hides nothing behind an end that is no version',
      [{ introduced: '2.0.0' }, { fixed: 'soon' }],
      ['2.0.0', '2.5.0', '3.0.0'],
    ],
    [
      'hides nothing behind a beginning that is no version',
      [{ introduced: 'long ago' }, { fixed: '1.5.0' }],
      ['0.0.0-0', '1.0.0'],
    ],
  ])('%s', (_, events, affected) => {
    expect(affectedAmong(events, VERSIONS)).toEqual(affected);
  });

  /** The specification's own loop, for events of different versions. */
  function evaluate(events: RangeEvent[], version: string): boolean {
    const at = (event: RangeEvent) =>
      semver.parse(event.introduced ?? event.fixed ?? event.last_affected!)!;
    const asked = semver.parse(version)!;
    let isAffected = false;
    for (const event of [...events].sort((a, b) =>
      semver.compare(at(a), at(b)),
    )) {
      const result = semver.compare(asked, at(event));
      if (event.introduced && result >= 0) isAffected = true;
      if (event.fixed && result >= 0) isAffected = false;
      if (event.last_affected && result > 0) isAffected = false;
    }
    return isAffected;
  }

  it('agrees with the evaluation in the OSV specification', () => {
    const event = fc
      .tuple(
        fc.constantFrom('introduced', 'fixed', 'last_affected'),
        fc.integer({ min: 1, max: 30 }),
      )
      .map(([kind, n]): RangeEvent => ({ [kind]: `${n}.0.0` }));
    const events = fc.uniqueArray(event, {
      maxLength: 12,
      selector: each => Object.values(each)[0],
    });
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 31 }), (all, n) => {
        const version = `${n}.0.0`;
        expect(affectedAmong(all, [version])).toEqual(
          evaluate(all, version) ? [version] : [],
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
