import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  ScorecardDefinition,
  ScorecardRollUp,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  RelativeTime,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { LevelBar } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';

const NAMED = 5;

/** Services by level, what is not answered yet, and critical services that fail, by name. */
export function Headline(props: {
  scorecard: ScorecardDefinition;
  rollUp: ScorecardRollUp;
}) {
  const { scorecard, rollUp } = props;
  const { total, pending, oldest } = rollUp;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  return (
    <Figures title={t('rollUp.headline')}>
      <Figure
        title={t('level.services')}
        wide
        note={t('rollUp.services', { count: total.services })}
      >
        <LevelBar
          titles={scorecard.levels.map(level => level.title)}
          counts={total.levels}
        />
      </Figure>
      <Figure
        title={t('rollUp.failingCritical')}
        wide
        value={total.failingCriticalCount}
        note={t('rollUp.criticalOf', { count: total.criticalServices })}
      >
        <FailingCritical total={total} />
      </Figure>
      {total.overdue > 0 && (
        <Figure
          title={t('rollUp.overdue')}
          value={total.overdue}
          href={url.href({ view: 'services', overdue: 'true' })}
        />
      )}
      <Figure
        title={t('rollUp.answers')}
        note={
          pending > 0
            ? t('rollUp.pending', { count: pending })
            : t('rollUp.pendingNone')
        }
      >
        {oldest && (
          <Text as="p">
            {t('rollUp.oldest', { when: <RelativeTime iso={oldest} /> })}
          </Text>
        )}
      </Figure>
    </Figures>
  );
}

/** No share hides these: they are named one by one. */
function FailingCritical({ total }: Pick<ScorecardRollUp, 'total'>) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const named = total.failingCritical.slice(0, NAMED);
  if (named.length === 0) return null;
  return (
    <Text as="p" variant="body-small">
      {named.map(({ entityRef, name, checks }, index) => (
        <span key={entityRef} title={checks.join(', ')}>
          {index > 0 && ', '}
          <Link href={url.href({ service: entityRef })}>{name}</Link>
        </span>
      ))}
      {total.failingCriticalCount > named.length && (
        <>
          {' · '}
          <Link href={url.href({ view: 'services', critical: 'true' })}>
            {t('rollUp.moreCritical')}
          </Link>
        </>
      )}
    </Text>
  );
}
