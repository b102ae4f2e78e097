import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { RelativeTime } from '../../text';
import { supplyChainTranslationRef, type Translate } from '../../translation';
import styles from '../findings.module.css';
import { Section } from '../../drawer/Section';

/** `2026-12-06 2026-11-30`, or `none` for a day, in words. */
function redated(detail: string, t: Translate): string {
  const [from, to] = detail
    .split(' ')
    .map(day => (day === 'none' ? t('due.none') : day));
  return t('due.redated', { from, to });
}

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
            {event.detail && (
              <Text color="secondary">
                {event.kind === 'redated'
                  ? redated(event.detail, t)
                  : event.detail}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
