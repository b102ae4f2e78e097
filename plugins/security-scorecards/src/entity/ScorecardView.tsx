import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Decision,
  ServiceScorecard,
} from '@safety-curtain/plugin-supply-chain-common';
import { useUrlState } from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { askedChecks } from '../marks/checks';
import { securityScorecardsTranslationRef } from '../translation';
import { ChecksByCategory } from './ChecksByCategory';
import styles from './entity.module.css';
import { NextLevel } from './NextLevel';
import { ServiceCampaigns } from './ServiceCampaigns';
import { ResultFigures } from './ResultFigures';

/** How a service stands on one scorecard, and all that explains it. */
export function ScorecardView(props: {
  result: ServiceScorecard;
  entityRef: string;
  mayExempt: boolean;
  proposed: ReadonlyMap<string, Decision>;
  onDecided(): void;
}) {
  const { result, ...rest } = props;
  const { scorecard } = result;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const asked = useMemo(
    () => askedChecks(scorecard, result.checks),
    [scorecard, result.checks],
  );
  return (
    <div className={styles.content}>
      {scorecard.description && (
        <Text as="p" color="secondary">
          {scorecard.description}
        </Text>
      )}
      <ResultFigures result={result} />
      <NextLevel
        result={result}
        asked={asked}
        checkHref={check => url.href({ check })}
      />
      <ServiceCampaigns campaigns={result.campaigns} asked={asked} />
      <section aria-label={t('service.checks')} className={styles.section}>
        <Text as="h2" variant="body-large" weight="bold">
          {t('service.checks')}
        </Text>
        {!props.mayExempt && (
          <Text as="p" variant="body-small" color="secondary">
            {t('exemption.denied')}
          </Text>
        )}
        <ChecksByCategory
          asked={asked}
          context={{ scorecard, ...rest }}
          chosen={url.get('check')}
        />
      </section>
    </div>
  );
}
