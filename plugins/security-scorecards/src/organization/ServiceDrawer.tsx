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
import { ResultNotes } from '../entity/ResultNotes';
import { useServiceScorecards } from '../entity/useServiceScorecards';
import { useProposedExemptions } from '../exemptions/useProposedExemptions';
import { useLinks } from '../links';
import { askedChecks } from '../marks/checks';
import { LevelMark } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './organization.module.css';

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
  const result = value?.scorecards.find(
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
            {result && (
              <LevelMark
                titles={scorecard.levels.map(level => level.title)}
                held={result.levelsHeld}
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
      {value && <ResultNotes value={value} />}
      {value && value.scorecards.length > 0 && !result && (
        <Text as="p">{t('services.notFor')}</Text>
      )}
      {value && result && (
        <Answers
          key={value.entityRef}
          result={result}
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
  result: ServiceScorecard;
  entityRef: string;
  mayExempt: boolean;
  proposed: ReturnType<ReturnType<typeof useProposedExemptions>['of']>;
  onDecided(): void;
}) {
  const { result, ...context } = props;
  const { scorecard } = result;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const links = useLinks();
  const asked = useMemo(
    () => askedChecks(scorecard, result.checks),
    [scorecard, result.checks],
  );
  return (
    <>
      <NextLevel
        result={result}
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
