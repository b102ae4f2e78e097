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
import { StandingFigures } from './StandingFigures';

/** How a service stands on one scorecard, and all that explains it. */
export function ScorecardView(props: {
  standing: ServiceScorecard;
  entityRef: string;
  mayExempt: boolean;
  proposed: ReadonlyMap<string, Decision>;
  onDecided(): void;
}) {
  const { standing, ...rest } = props;
  const { scorecard } = standing;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const asked = useMemo(
    () => askedChecks(scorecard, standing.checks),
    [scorecard, standing.checks],
  );
  return (
    <div className={styles.content}>
      {scorecard.description && (
        <Text as="p" color="secondary">
          {scorecard.description}
        </Text>
      )}
      <StandingFigures standing={standing} />
      <NextLevel
        standing={standing}
        asked={asked}
        checkHref={check => url.href({ check })}
      />
      <ServiceCampaigns campaigns={standing.campaigns} asked={asked} />
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
