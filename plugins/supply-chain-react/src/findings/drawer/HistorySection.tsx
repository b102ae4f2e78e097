import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { RelativeTime } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import { Section } from '../../drawer/Section';

/** What has happened to the finding, as the backend orders it. */
export function HistorySection(props: { history: FindingDetail['history'] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <Section title={t('drawer.history')}>
      <ul className={styles.list}>
        {props.history.map((event, index) => (
          <li key={index} className={styles.row}>
            <Text weight="bold">{t(`findingEvent.${event.kind}`)}</Text>
            <RelativeTime iso={event.at} />
            {event.detail && <Text color="secondary">{event.detail}</Text>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
