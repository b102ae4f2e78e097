import { countAnswers } from '../../marks/answers';
import { chartOf, shareOfTime } from './trend';

const at = '2026-01-06T23:59:59.999Z';

describe('chartOf', () => {
  it('stacks levels from none, and leaves out those that nobody ever held', () => {
    const chart = chartOf(
      {
        points: [
          { at, services: 3, levels: [2, 0, 1] },
          { at, services: 4, levels: [0, 0, 4] },
        ],
      },
      3,
    );
    expect(chart.series).toEqual([
      { kind: 'level', held: 0 },
      { kind: 'level', held: 2 },
    ]);
    expect(chart.columns.map(column => column.counts)).toEqual([
      [2, 1],
      [0, 4],
    ]);
    expect(chart.most).toBe(4);
  });

  it('stacks the answers to one check, what fails first', () => {
    const chart = chartOf(
      {
        points: [{ at, services: 2, answers: countAnswers(['pass', 'fail']) }],
      },
      3,
    );
    expect(chart.series).toEqual([
      { kind: 'answer', answer: 'fail' },
      { kind: 'answer', answer: 'pass' },
    ]);
  });

  it('stands a trend without points', () => {
    expect(chartOf({ points: [] }, 3)).toEqual({
      series: [],
      columns: [],
      most: 1,
    });
  });
});

describe('shareOfTime', () => {
  it('stays between the ends', () => {
    expect(shareOfTime(5, 0, 10)).toBe(0.5);
    expect(shareOfTime(-5, 0, 10)).toBe(0);
    expect(shareOfTime(15, 0, 10)).toBe(1);
    expect(shareOfTime(3, 3, 3)).toBe(1);
  });
});
