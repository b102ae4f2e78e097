import { formatsOf } from '@safety-curtain/plugin-supply-chain-react';
import { countAnswers } from '../../marks/answers';
import { cellContent } from './cell';

/** Gives the key back, with what it was given. */
const t = ((key: string, options?: Record<string, unknown>) =>
  options ? `${key}(${Object.values(options).join('/')})` : key) as never;

const cell = (...answers: Parameters<typeof countAnswers>[0]) =>
  cellContent(countAnswers(answers), t, formatsOf('en-US'));

describe('cellContent', () => {
  it('leads with what fails, of how many that are asked', () => {
    expect(cell('fail', 'pass', 'warn', 'unknown', 'notApplicable')).toEqual({
      main: 'fail',
      count: 1,
      asked: 4,
      others: [
        { answer: 'warn', count: 1 },
        { answer: 'unknown', count: 1 },
      ],
      heat: 1,
      text: 'heatMap.cellOne(1/4), answerCount.warn(1), answerCount.unknown(1)',
    });
  });

  it('grows stronger the more fail', () => {
    expect(cell('fail', 'pass', 'pass', 'pass').heat).toBe(1);
    expect(cell('fail', 'pass').heat).toBe(2);
    expect(cell('fail', 'fail').heat).toBe(3);
  });

  it('does not call unknown a pass', () => {
    expect(cell('unknown', 'pass')).toMatchObject({
      main: 'unknown',
      count: 1,
      asked: 2,
      text: 'heatMap.cell(0/2), answerCount.unknown(1)',
    });
  });

  it('does not call what is exempted a pass', () => {
    expect(cell('exempted')).toMatchObject({
      main: 'exempted',
      text: 'heatMap.cell(0/1), answerCount.exempted(1)',
    });
  });

  it('tells what nobody is asked from what passes', () => {
    expect(cell('notApplicable')).toMatchObject({
      main: 'notApplicable',
      asked: 0,
      text: 'heatMap.notAsked',
    });
    expect(cell('pass', 'pass')).toMatchObject({
      main: 'pass',
      count: 2,
      heat: 0,
      text: 'heatMap.allPass(2)',
    });
  });
});
