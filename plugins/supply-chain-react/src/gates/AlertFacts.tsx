import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Alert } from '@safety-curtain/plugin-supply-chain-common';
import { RelativeTime } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';
import { AlertLevelMark, alertReasonText } from './AlertLevelMark';
import styles from './gates.module.css';

/**
 * How much a service needs attention, since when and why.
 *
 * @param labeled - It stands where no title says what it is.
 * @public
 */
export function AlertFacts(props: { alert: Alert; labeled?: boolean }) {
  const { alert, labeled } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <div className={styles.facts}>
      <div className={styles.line}>
        {labeled && <Text color="secondary">{t('alert.title')}</Text>}
        <AlertLevelMark level={alert.level} />
        {alert.since && (
          <Text variant="body-small" color="secondary">
            {t('alert.since', { when: <RelativeTime iso={alert.since} /> })}
          </Text>
        )}
      </div>
      <Text as="p" variant="body-small">
        {whyOf(alert, t)}
      </Text>
    </div>
  );
}

function whyOf({ level, because }: Alert, t: Translate): string {
  if (level === 'unknown') return t('alert.unread');
  if (level === 'low') return t('alert.nothing');
  return because.map(reason => alertReasonText(reason, t)).join(', ');
}
