import { type Analysis, analysisWords, isBoundToVersion } from './analysis';
import { readWordsLine, wordsLine } from './openVexWords';

describe('analysis', () => {
  // Which of the nine reasons are to be looked at again when the version moves.
  it.each([
    ['code_not_present', true],
    ['code_not_reachable', true],
    ['requires_configuration', true],
    ['requires_dependency', true],
    ['requires_environment', false],
    ['protected_by_compiler', false],
    ['protected_at_runtime', false],
    ['protected_at_perimeter', false],
    ['protected_by_mitigating_control', false],
  ] as const)('%s is bound to the version: %s', (justification, expected) => {
    expect(isBoundToVersion({ state: 'not_affected', justification })).toBe(
      expected,
    );
    expect(analysisWords.justifications).toContain(justification);
  });

  it('keeps all its words in a line of text', () => {
    for (const state of analysisWords.states) {
      for (const justification of [
        undefined,
        ...analysisWords.justifications,
      ]) {
        const analysis: Analysis = {
          state,
          ...(justification && { justification }),
          responses: ['update', 'rollback'],
        };
        const text = `Before.\n${wordsLine(analysis)}`;
        expect(readWordsLine(text)).toEqual(analysis);
      }
    }
    expect(
      readWordsLine('CycloneDX analysis: exploitable soon'),
    ).toBeUndefined();
    expect(readWordsLine('CycloneDX analysis: unheard')).toBeUndefined();
  });
});
