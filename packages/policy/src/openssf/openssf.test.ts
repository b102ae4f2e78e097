import fc from 'fast-check';
import { endsWell, thrownBy } from '@safety-curtain/testing';
import { OpenSsfResultError, readOpenSsfResult } from './readOpenSsfResult';
import {
  aggregateOpenSsf,
  openSsfTotalWeight,
  openSsfWeights,
} from './weights';

const RESULT = {
  date: '2026-05-30',
  repo: { name: 'example.org/shop', commit: 'abc' },
  scorecard: { version: 'v5.1.0', commit: 'def' },
  score: 6.4,
  checks: [
    { name: 'SAST', score: -1, reason: 'no data', details: null },
    {
      name: 'License',
      score: 9,
      reason: 'found',
      details: ['Info: LICENSE'],
      documentation: { url: 'https://example.org', short: '' },
    },
  ],
  metadata: null,
};

describe('aggregateOpenSsf', () => {
  it('weighs critical 10, high 7.5, medium 5 and low 2.5', () => {
    expect(openSsfWeights.get('Dangerous-Workflow')).toBe(10);
    expect(openSsfWeights.get('Token-Permissions')).toBe(7.5);
    expect(openSsfWeights.get('SAST')).toBe(5);
    expect(openSsfWeights.get('License')).toBe(2.5);
    expect(openSsfTotalWeight).toBe(105);
  });

  it('takes the mean of what is conclusive, and says how much that is', () => {
    expect(
      aggregateOpenSsf([
        ['Dangerous-Workflow', 10],
        ['License', 0],
        ['SAST', undefined],
        ['Of-Our-Own', 3],
      ]),
    ).toEqual({ score: 8, partial: true, coverage: 12.5 / 105 });
  });

  it('is whole where every check is answered', () => {
    expect(
      aggregateOpenSsf([...openSsfWeights.keys()].map(name => [name, 7])),
    ).toEqual({ score: 7, partial: false, coverage: 1 });
  });

  it('has no score without any', () => {
    expect(aggregateOpenSsf([])).toEqual({ partial: true, coverage: 0 });
  });
});

describe('readOpenSsfResult', () => {
  it('takes scores, reasons and details', () => {
    expect(readOpenSsfResult(RESULT)).toEqual({
      date: '2026-05-30',
      repository: 'example.org/shop',
      commit: 'abc',
      version: 'v5.1.0',
      score: 6.4,
      checks: [
        { name: 'SAST', reason: 'no data', details: [] },
        {
          name: 'License',
          score: 9,
          reason: 'found',
          details: ['Info: LICENSE'],
        },
      ],
    });
  });

  it.each([
    ['', null, /must be an object/],
    ['repo', { ...RESULT, repo: [] }, /repo: must be an object/],
    ['date', { ...RESULT, date: 'soon' }, /date: must be an ISO 8601 date/],
    ['score', { ...RESULT, score: 11 }, /score: must be a number/],
    ['score', { ...RESULT, score: NaN }, /score: must be a number/],
    ['checks', { ...RESULT, checks: {} }, /checks: must be a list/],
    [
      'checks',
      { ...RESULT, checks: new Array(101).fill(RESULT.checks[0]) },
      /more than 100/,
    ],
    [
      'checks[1].name',
      { ...RESULT, checks: [RESULT.checks[0], RESULT.checks[0]] },
      /is there twice/,
    ],
  ])('refuses a fault at %j', (path, json, message) => {
    expect(() => readOpenSsfResult(json)).toThrow(message);
    const error = thrownBy(() => readOpenSsfResult(json));
    expect((error as OpenSsfResultError).path).toBe(path);
  });

  it('cuts what is too long', () => {
    const checks = [{ ...RESULT.checks[0], reason: 'x'.repeat(1e5) }];
    const [{ reason }] = readOpenSsfResult({ ...RESULT, checks }).checks;
    expect(reason).toHaveLength(1001);
  });

  it('reads any JSON or says what is wrong with it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            ...Object.fromEntries(
              Object.entries(RESULT).map(([name, value]) => [
                name,
                fc.oneof(fc.constant(value), fc.jsonValue()),
              ]),
            ),
          }),
        ),
        json => {
          expect(
            endsWell(() => readOpenSsfResult(json), OpenSsfResultError),
          ).toBe(true);
        },
      ),
    );
  });
});
