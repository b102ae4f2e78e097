import { fixedVersions } from './fixedVersions';

it('are those of all ranges, without commits', () => {
  expect(
    fixedVersions([
      {
        ranges: [
          {
            type: 'SEMVER',
            events: [
              { introduced: '0' },
              { fixed: '1.2.0' },
              { introduced: '2.0.0' },
              { fixed: '2.1.0' },
            ],
          },
          { type: 'GIT', events: [{ introduced: '0' }, { fixed: 'abc' }] },
        ],
      },
      {
        ranges: [
          {
            type: 'ECOSYSTEM',
            events: [{ introduced: '0' }, { fixed: '1.2.0' }],
          },
        ],
      },
      { versions: ['3.0.0'] },
    ]),
  ).toEqual(['1.2.0', '2.1.0']);
});
