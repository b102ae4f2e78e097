import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  isUnknown,
  Surface,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { levelTitle } from '../entity/NextLevel';
import { ResultNotes } from '../entity/ResultNotes';
import { useServiceScorecards } from '../entity/useServiceScorecards';
import { useLinks } from '../links';
import { LevelMark } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './card.module.css';

/** The level of an entity on each scorecard, on its overview page. */
export function EntityScorecardsCard() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const links = useLinks();
  const { value, error, reload } = useServiceScorecards(entityRef);
  return (
    <EntityInfoCard
      title={t('service.cardTitle')}
      headerActions={
        <Link href={links.scorecards(entityRef)}>{t('service.openTab')}</Link>
      }
    >
      <Surface className={styles.list}>
        {value && <ResultNotes value={value} />}
        {value?.scorecards.map(result => (
          <CardLine
            key={result.scorecard.name}
            result={result}
            entityRef={entityRef}
          />
        ))}
        {!value && error && isUnknown(error) && (
          <Text as="p" color="secondary">
            {t('service.notKnown')}
          </Text>
        )}
        {!value && error && !isUnknown(error) && (
          <ErrorNote error={error} what={t('service.what')} onRetry={reload} />
        )}
        {!value && !error && <Waiting label={t('service.loading')} />}
      </Surface>
    </EntityInfoCard>
  );
}

function CardLine(props: { result: ServiceScorecard; entityRef: string }) {
  const { result, entityRef } = props;
  const { scorecard, levelsHeld, next, campaigns } = result;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const overdue = campaigns.filter(one => one.state === 'overdue').length;
  const notes = [
    next
      ? t('next.more', {
          count: next.missing.length,
          level: levelTitle(scorecard, next.level),
        })
      : t('next.all'),
    overdue > 0 && t('campaign.overdue', { count: overdue }),
  ];
  return (
    <div className={styles.line}>
      <div className={styles.row}>
        <Link href={links.scorecards(entityRef, { scorecard: scorecard.name })}>
          {scorecard.title}
        </Link>
        <LevelMark
          titles={scorecard.levels.map(level => level.title)}
          held={levelsHeld}
        />
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {notes.filter(Boolean).join(' · ')}
      </Text>
    </div>
  );
}
