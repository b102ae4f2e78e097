import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  RelativeTime,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import { AnswerFigures } from '../marks/AnswerMark';
import { countAnswers } from '../marks/answers';
import { LevelMark } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';

/** The level, the answers, OpenSSF's aggregate, and how new they are. */
export function ResultFigures({ result }: { result: ServiceScorecard }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { scorecard, levelsHeld, levelSince, critical, scoredAt } = result;
  return (
    <Figures title={t('service.result')}>
      <Figure
        title={t('service.level')}
        note={
          <>
            {levelSince &&
              t('service.levelSince', {
                when: <RelativeTime iso={levelSince} />,
              })}
            {critical && <> · {t('service.critical')}</>}
          </>
        }
      >
        <Text as="p" variant="title-x-small">
          <LevelMark
            titles={scorecard.levels.map(level => level.title)}
            held={levelsHeld}
          />
        </Text>
      </Figure>
      <Figure title={t('service.answers')} wide>
        <AnswerFigures
          counts={countAnswers(result.checks.map(one => one.answer))}
        />
      </Figure>
      {result.openSsf && <OpenSsf openSsf={result.openSsf} />}
      <Figure title={t('service.scoredAt')}>
        <Text as="p" variant="body-small">
          <RelativeTime iso={scoredAt} />
        </Text>
      </Figure>
    </Figures>
  );
}

function OpenSsf(props: { openSsf: NonNullable<ServiceScorecard['openSsf']> }) {
  const { score, partial, coverage, by } = props.openSsf;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  return (
    <Figure
      title={t('service.openSsf')}
      wide
      value={
        score === undefined
          ? t('service.openSsfNone')
          : t('check.scoreOf', { score: formats.decimal(score, 1) })
      }
      note={
        <>
          {partial
            ? t('service.openSsfPartial', { share: formats.share(coverage, 1) })
            : t('service.openSsfWhole')}
          , {t(`service.openSsfBy.${by}`)}
        </>
      }
    />
  );
}
