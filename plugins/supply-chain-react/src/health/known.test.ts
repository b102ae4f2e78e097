import { aTarget } from '../testUtils';
import { findingsAreKnown } from './known';

describe('findingsAreKnown', () => {
  it.each([
    ['ok', true],
    ['partial', true],
    ['stale', true],
    ['pending', false],
    ['empty', false],
    ['unscannable', false],
  ] as const)('%s: %s', (health, known) => {
    expect(findingsAreKnown(aTarget({ health }))).toBe(known);
  });

  it('holds for a failed scan only where an earlier one was good', () => {
    const never = { lastGoodScanAt: undefined, componentCount: 0 };
    expect(findingsAreKnown(aTarget({ health: 'failed' }))).toBe(true);
    expect(findingsAreKnown(aTarget({ health: 'failed', ...never }))).toBe(
      false,
    );
  });
});
