import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  AlertLevelMark,
  ErrorNote,
  RelativeTime,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { parseEntityRef } from '@backstage/catalog-model';
import styles from './gate.module.css';

/** Periods that are shown. */
const SHOWN = 10;

/** Which alert levels the service had lately; nothing where it had none. */
export function AlertHistory(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(`${entityRef} ${version}`, signal =>
    api.listAlertLevels(
      { ...parseEntityRef(entityRef), limit: SHOWN },
      { signal },
    ),
  );
  if (error) {
    return (
      <ErrorNote error={error} what={t('alert.history')} onRetry={reload} />
    );
  }
  if (!value || value.items.length === 0) return null;
  return (
    <section aria-label={t('alert.history')} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('alert.history')}
      </Text>
      <ul className={styles.periods}>
        {value.items.map(({ level, since, until }) => (
          <li key={since} className={styles.verdict}>
            <AlertLevelMark level={level} />
            <Text variant="body-small" color="secondary">
              {until
                ? t('alert.period', {
                    since: <RelativeTime iso={since} />,
                    until: <RelativeTime iso={until} />,
                  })
                : t('alert.since', { when: <RelativeTime iso={since} /> })}
            </Text>
          </li>
        ))}
      </ul>
      {value.nextCursor && (
        <Text as="p" variant="body-small" color="secondary">
          {t('alert.lastPeriods', { count: SHOWN })}
        </Text>
      )}
    </section>
  );
}
