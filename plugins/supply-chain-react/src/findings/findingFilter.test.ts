import { findingFilterOf } from './findingFilter';

function filterOf(search: string) {
  const params = new URLSearchParams(search);
  return findingFilterOf({
    get: name => params.get(name) ?? undefined,
    getAll: name => params.getAll(name),
  });
}

describe('findingFilterOf', () => {
  it('means open findings where the address says nothing', () => {
    expect(filterOf('')).toEqual({
      q: undefined,
      severity: [],
      kind: [],
      tool: [],
      state: ['open'],
      scope: [],
      direct: undefined,
      knownExploited: undefined,
      fixable: undefined,
      due: undefined,
      analysis: [],
      needsReview: undefined,
      decision: undefined,
    });
  });

  it('reads every filter', () => {
    expect(
      filterOf(
        'q=x&severity=high&severity=low&kind=code&tool=semgrep&state=all&scope=runtime&direct=false&exploited=true&fixable=maybe&due=overdue&analysis=exploitable&review=true&decidedBy=12',
      ),
    ).toEqual({
      q: 'x',
      severity: ['high', 'low'],
      kind: ['code'],
      tool: ['semgrep'],
      state: ['open', 'dismissed', 'resolved'],
      scope: ['runtime'],
      direct: 'false',
      knownExploited: true,
      fixable: undefined,
      due: 'overdue',
      analysis: ['exploitable'],
      needsReview: true,
      decision: '12',
    });
    expect(filterOf('direct=unknown').direct).toBe('unknown');
    expect(filterOf('direct=maybe').direct).toBeUndefined();
    expect(filterOf('state=resolved').state).toEqual(['resolved']);
    expect(filterOf('state=dismissed').state).toEqual(['dismissed']);
    expect(filterOf('due=none').due).toBe('none');
    expect(filterOf('due=tomorrow').due).toBeUndefined();
    expect(filterOf('decidedBy=rule').decision).toBeUndefined();
  });
});
