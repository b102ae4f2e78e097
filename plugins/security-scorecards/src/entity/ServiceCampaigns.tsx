import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import { useFormats } from '@safety-curtain/plugin-supply-chain-react';
import { CampaignMark } from '../marks/CampaignMark';
import type { AskedCheck } from '../marks/checks';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './entity.module.css';

/** The campaigns that the service is part of, with what they still wait for. */
export function ServiceCampaigns(props: {
  campaigns: ServiceScorecard['campaigns'];
  asked: ReadonlyMap<string, AskedCheck>;
}) {
  const { campaigns, asked } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  if (campaigns.length === 0) return null;
  const title = (check: string) => asked.get(check)?.check.title ?? check;
  return (
    <section aria-label={t('campaign.title')} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('campaign.title')}
      </Text>
      <ul className={styles.list}>
        {campaigns.map(campaign => (
          <li key={campaign.name}>
            <span className={styles.row}>
              <strong>{campaign.title}</strong>
              <CampaignMark state={campaign.state} />
              <Text variant="body-small" color="secondary">
                {t('campaign.by', { day: formats.day(campaign.target) })}
              </Text>
            </span>
            {campaign.missing.length > 0 && (
              <Text as="p" variant="body-small">
                {t('campaign.missing')}:{' '}
                {campaign.missing.map(title).join(', ')}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
