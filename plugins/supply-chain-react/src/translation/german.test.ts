import { translationProblems } from '../testUtils';
import german from './de';
import germanTitles from './de/titles';
import { titleMessages } from './titles';
import { messages } from './translationRef';

describe('German', () => {
  it('has every text, with the placeholders of the English one', () => {
    expect(translationProblems(messages, german)).toEqual([]);
    expect(translationProblems(titleMessages, germanTitles)).toEqual([]);
  });
});

describe('translationProblems', () => {
  const english = {
    list: { total_one: '{{total}} item', total_other: '{{total}} items' },
  };

  it.each([
    [
      'a missing plural',
      { 'list.total_one': '{{total}} x' },
      /total_other: not/,
    ],
    [
      'another placeholder',
      { 'list.total_one': '{{total}} x', 'list.total_other': '{{count}} x' },
      /total_other: \{\{total\}\} became \{\{count\}\}/,
    ],
    [
      'a key too many',
      {
        'list.total_one': '{{total}} x',
        'list.total_other': '{{total}} x',
        'list.total_few': '{{total}} x',
      },
      /total_few: no such message/,
    ],
  ])('tells of %s', (_, translation, problem) => {
    expect(translationProblems(english, translation)).toEqual([
      expect.stringMatching(problem),
    ]);
  });
});
