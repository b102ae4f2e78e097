import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  ScorecardDefinition,
  ServiceScorecard,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  entityName,
  ErrorNote,
  Section,
  SideDrawer,
  useUrlState,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { ChecksByCategory } from '../entity/ChecksByCategory';
import { NextLevel } from '../entity/NextLevel';
import { StandingNotes } from '../entity/StandingNotes';
import { useServiceScorecards } from '../entity/useServiceScorecards';
import { useProposedExemptions } from '../exemptions/useProposedExemptions';
import { useLinks } from '../links';
import { askedChecks } from '../marks/checks';
import { LevelMark } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './organisation.module.css';

/** One service at the side of the page, with every answer; the address names it. */
export function ServiceDrawer(props: {
  scorecard: ScorecardDefinition;
  onDecided(): void;
}) {
  const { scorecard } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const links = useLinks();
  const entityRef = url.get('service');
  const { value, error, reload } = useServiceScorecards(entityRef);
  const proposed = useProposedExemptions(entityRef);
  const standing = value?.scorecards.find(
    one => one.scorecard.name === scorecard.name,
  );
  const name = value?.name ?? (entityRef ? entityName(entityRef) : '');
  const onDecided = () => {
    reload();
    proposed.reload();
    props.onDecided();
  };
  return (
    <SideDrawer
      open={entityRef !== undefined}
      onClose={() => url.set({ service: undefined })}
      label={name}
      head={
        <>
          <Text as="h2" variant="title-x-small">
            {name}
          </Text>
          <div className={styles.row}>
            {standing && (
              <LevelMark
                titles={scorecard.levels.map(level => level.title)}
                held={standing.levelsHeld}
              />
            )}
            {entityRef && (
              <Link
                href={links.scorecards(entityRef, {
                  scorecard: scorecard.name,
                })}
              >
                {t('services.openTab')}
              </Link>
            )}
          </div>
        </>
      }
    >
      {error && (
        <ErrorNote error={error} what={t('service.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('service.loading')} />}
      {value && <StandingNotes value={value} />}
      {value && value.scorecards.length > 0 && !standing && (
        <Text as="p">{t('services.notFor')}</Text>
      )}
      {value && standing && (
        <Answers
          key={value.entityRef}
          standing={standing}
          entityRef={value.entityRef}
          mayExempt={value.mayExempt ?? false}
          proposed={proposed.of(scorecard.name)}
          onDecided={onDecided}
        />
      )}
    </SideDrawer>
  );
}

function Answers(props: {
  standing: ServiceScorecard;
  entityRef: string;
  mayExempt: boolean;
  proposed: ReturnType<ReturnType<typeof useProposedExemptions>['of']>;
  onDecided(): void;
}) {
  const { standing, ...context } = props;
  const { scorecard } = standing;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const links = useLinks();
  const asked = useMemo(
    () => askedChecks(scorecard, standing.checks),
    [scorecard, standing.checks],
  );
  return (
    <>
      <NextLevel
        standing={standing}
        asked={asked}
        checkHref={check =>
          links.scorecards(props.entityRef, {
            scorecard: scorecard.name,
            check,
          })
        }
      />
      <Section title={t('service.checks')}>
        <ChecksByCategory
          asked={asked}
          context={{ scorecard, ...context }}
          chosen={url.get('check')}
        />
      </Section>
    </>
  );
}
