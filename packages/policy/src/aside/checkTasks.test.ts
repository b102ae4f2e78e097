import type { ServiceFacts } from '../facts/serviceFacts';
import { checkTasks } from './checkTasks';

const facts: ServiceFacts = {
  entity: {
    ref: 'component:default/shop',
    kind: 'component',
    tags: ['web'],
    owners: [],
  },
  sbom: { present: true, components: 3, partial: false },
};
const now = new Date('2026-03-01T12:00:00Z');

function rulesOf(tag: string) {
  const rule = {
    id: 'tagged',
    title: 'Tagged',
    category: 'source',
    advice: 'Add the tag.',
    rule: { fact: 'entity.tags', op: 'contains', value: tag },
  };
  return new Map([['own', new Map([['tagged', rule]])]]);
}

const asked = (id: string, scorecard = 'any') => ({
  scorecard,
  id,
  options: {},
});

describe('checkTasks', () => {
  it('answers built-in checks and rules, in the order they were asked', () => {
    const answers = checkTasks.askChecks({
      facts,
      version: '1',
      rules: rulesOf('web'),
      asked: [asked('sbom-present'), asked('tagged', 'own'), asked('tagged')],
      now,
    });
    expect(answers).toMatchObject([
      { answer: 'pass', reason: 'An SBOM lists 3 components.' },
      { answer: 'pass', reason: 'The rule holds.' },
      { answer: 'unknown', reason: "There is no check 'tagged'." },
    ]);
  });

  it('reads rules anew where their version is another', () => {
    const ask = (version: string, tag: string) =>
      checkTasks.askChecks({
        facts,
        version,
        rules: rulesOf(tag),
        asked: [asked('tagged', 'own')],
        now,
      })[0].answer;
    expect(ask('a', 'web')).toBe('pass');
    expect(ask('b', 'mobile')).toBe('fail');
  });

  it("gives OpenSSF Scorecard's aggregate without its checks", () => {
    expect(Object.keys(checkTasks.openSsf({ facts }))).toEqual([
      'score',
      'partial',
      'coverage',
      'by',
    ]);
  });
});
