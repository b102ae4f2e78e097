import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ScorecardAnswer,
  ScorecardAnswerCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  FigureList,
  ShapedFigure,
} from '@safety-curtain/plugin-supply-chain-react';
import { securityScorecardsTranslationRef } from '../translation';
import { answers } from './answers';
import { AnswerShape } from './AnswerShape';
import styles from './marks.module.css';

/** An answer as word, shape and color. */
export function AnswerMark({ answer }: { answer: ScorecardAnswer }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <span className={styles.mark}>
      <AnswerShape answer={answer} />
      <span>{t(`answer.${answer}`)}</span>
    </span>
  );
}

/** Figures by answer, those that ask for something first; zeros are left out. */
export function AnswerFigures({ counts }: { counts: ScorecardAnswerCounts }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <FigureList>
      {answers
        .filter(answer => counts[answer] > 0)
        .map(answer => (
          <ShapedFigure
            key={answer}
            shape={<AnswerShape answer={answer} />}
            words={t(`answerCount.${answer}`, { count: counts[answer] })}
          />
        ))}
    </FigureList>
  );
}
