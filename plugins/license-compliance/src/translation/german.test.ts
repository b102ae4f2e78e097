import { translationProblems } from '@safety-curtain/plugin-supply-chain-react/testUtils';
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
