import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { Alert } from '@safety-curtain/plugin-supply-chain-common';
import { RelativeTime, useFormats, type Formats } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';
import { AlertLevelMark, alertReasonText } from './AlertLevelMark';
import styles from './gates.module.css';

/**
 * How much a service needs attention, since when and why.
 *
 * @public
 */
export function AlertFacts({ alert }: { alert: Alert }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  return (
    <div className={styles.facts}>
      <div className={styles.line}>
        <AlertLevelMark level={alert.level} />
        {alert.since && (
          <Text variant="body-small" color="secondary">
            {t('alert.since', { when: <RelativeTime iso={alert.since} /> })}
          </Text>
        )}
      </div>
      <Text as="p" variant="body-small">
        {whyOf(alert, t, formats)}
      </Text>
    </div>
  );
}

/**
 * The same in a line: since when and why is told on hover, and by readers of
 * the screen.
 *
 * @public
 */
export function AlertLine({ alert }: { alert: Alert }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const why = whyOf(alert, t, formats);
  const more = alert.since
    ? `${t('alert.since', { when: formats.relative(alert.since) })}: ${why}`
    : why;
  return (
    <span className={styles.line} title={more}>
      <Text color="secondary">{t('alert.title')}</Text>
      <AlertLevelMark level={alert.level} />
      <VisuallyHidden>{more}</VisuallyHidden>
    </span>
  );
}

function whyOf(
  { level, because }: Alert,
  t: Translate,
  formats: Pick<Formats, 'number'>,
): string {
  if (level === 'unknown') return t('alert.unread');
  if (level === 'low') return t('alert.nothing');
  return because.map(reason => alertReasonText(reason, t, formats)).join(', ');
}
