import { translationProblems } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import german from './de';
import { messages } from './translationRef';

describe('German', () => {
  it('has every text, with the placeholders of the English one', () => {
    expect(translationProblems(messages, german)).toEqual([]);
  });
});
