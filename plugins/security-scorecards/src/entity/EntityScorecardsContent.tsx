import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import {
  DecisionsList,
  EmptyNote,
  ErrorNote,
  isUnknown,
  Surface,
  ViewTabs,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import {
  useProposedExemptions,
  type ProposedExemptions,
} from '../exemptions/useProposedExemptions';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './entity.module.css';
import { ScorecardView } from './ScorecardView';
import { ServiceHistory } from './ServiceHistory';
import { ResultNotes } from './ResultNotes';
import { useServiceScorecards } from './useServiceScorecards';

const exemptions = ['check-exemption'] as const;

/**
 * The Scorecards tab: the level on each scorecard that is for the service, what
 * the next one lacks, every answer with its evidence, exemptions and history.
 */
export function EntityScorecardsContent() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { value, error, reload } = useServiceScorecards(entityRef);
  const proposed = useProposedExemptions(entityRef);
  const [decided, setDecided] = useState(0);
  const onDecided = () => {
    reload();
    proposed.reload();
    setDecided(before => before + 1);
  };
  if (!value && error) {
    return isUnknown(error) ? (
      <EmptyNote
        title={t('service.notKnown')}
        hint={t('service.notKnownHint')}
      />
    ) : (
      <ErrorNote error={error} what={t('service.what')} onRetry={reload} />
    );
  }
  if (!value) return <Waiting label={t('service.loading')} />;
  return (
    <Surface className={styles.content}>
      {error && (
        <ErrorNote error={error} what={t('service.what')} onRetry={reload} />
      )}
      <ResultNotes value={value} />
      {value.scorecards.length > 0 && (
        <>
          <Scorecards
            entityRef={entityRef}
            results={value.scorecards}
            mayExempt={value.mayExempt ?? false}
            proposed={proposed}
            onDecided={onDecided}
          />
          <section
            aria-label={t('service.exemptions')}
            className={styles.section}
          >
            <Text as="h2" variant="body-large" weight="bold">
              {t('service.exemptions')}
            </Text>
            <DecisionsList
              subjects={exemptions}
              entityRef={entityRef}
              version={decided}
              onMoved={onDecided}
              none={{
                title: t('exemptions.none'),
                hint: t('exemptions.noneHere'),
              }}
            />
          </section>
        </>
      )}
    </Surface>
  );
}

function Scorecards(props: {
  entityRef: string;
  results: readonly ServiceScorecard[];
  mayExempt: boolean;
  proposed: ProposedExemptions;
  onDecided(): void;
}) {
  const { results, proposed, ...rest } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <ViewTabs
      label={t('service.scorecards')}
      name="scorecard"
      views={results.map(result => ({
        id: result.scorecard.name,
        title: result.scorecard.title,
        content: (
          <>
            <ScorecardView
              result={result}
              proposed={proposed.of(result.scorecard.name)}
              {...rest}
            />
            <section
              aria-label={t('service.history')}
              className={styles.section}
            >
              <Text as="h2" variant="body-large" weight="bold">
                {t('service.history')}
              </Text>
              <ServiceHistory
                entityRef={rest.entityRef}
                scorecard={result.scorecard}
              />
            </section>
          </>
        ),
      }))}
    />
  );
}
