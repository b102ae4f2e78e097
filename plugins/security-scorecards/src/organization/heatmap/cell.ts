import type {
  ScorecardAnswer,
  ScorecardAnswerCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Formats } from '@safety-curtain/plugin-supply-chain-react';
import { asked } from '../../marks/answers';
import type { Translate } from '../../translation';

/** The answers that ask for something, the gravest first. */
const calling = ['fail', 'warn', 'unknown'] as const;

/** What one cell of the heat map says. */
export interface CellContent {
  /** The gravest answer there is; none where no service is asked. */
  main: ScorecardAnswer;
  /** How many services answer so. */
  count: number;
  asked: number;
  /** The other answers that ask for something. */
  others: readonly { answer: ScorecardAnswer; count: number }[];
  /** How strong the ground of the cell is: 0 where nothing is to be done, 3 where all fail. */
  heat: 0 | 1 | 2 | 3;
  /** All of it in words: `3 of 12 fail, 1 needs attention`. */
  text: string;
}

export function cellContent(
  counts: ScorecardAnswerCounts,
  t: Translate,
  formats: Formats,
): CellContent {
  const all = asked(counts);
  const present = calling.filter(answer => counts[answer] > 0);
  const main = present.at(0) ?? calmAnswer(counts, all);
  const others = present
    .slice(1)
    .map(answer => ({ answer, count: counts[answer] }));
  return {
    main,
    count: counts[main],
    asked: all,
    others,
    heat: heatOf(main, counts[main], all),
    text: cellText(counts, all, t, formats),
  };
}

function calmAnswer(
  counts: ScorecardAnswerCounts,
  all: number,
): ScorecardAnswer {
  if (all === 0) return 'notApplicable';
  return counts.pass > 0 ? 'pass' : 'exempted';
}

function heatOf(main: ScorecardAnswer, count: number, all: number) {
  if (main === 'warn') return 1;
  if (main !== 'fail') return 0;
  const share = count / all;
  if (share === 1) return 3;
  return share > 1 / 3 ? 2 : 1;
}

function cellText(
  counts: ScorecardAnswerCounts,
  all: number,
  t: Translate,
  formats: Formats,
): string {
  if (all === 0) return t('heatMap.notAsked');
  const { fail, warn, unknown, exempted, pass } = counts;
  const figures = {
    failing: formats.number(fail),
    asked: formats.number(all),
  };
  const rest = [
    warn > 0 && t('answerCount.warn', { count: warn }),
    unknown > 0 && t('answerCount.unknown', { count: unknown }),
    exempted > 0 && t('answerCount.exempted', { count: exempted }),
  ].filter(Boolean);
  const first =
    pass === all
      ? t('heatMap.allPass', { count: all })
      : t(fail === 1 ? 'heatMap.cellOne' : 'heatMap.cell', figures);
  return [first, ...rest].join(', ');
}
