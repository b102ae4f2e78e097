import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiSkullLine } from '@remixicon/react';
import { supplyChainTranslationRef } from '../translation';
import styles from './findings.module.css';

/** Says that the package was published to do harm. @public */
export function MaliciousMark() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <span className={styles.exploited} title={t('findings.maliciousHint')}>
      <RiSkullLine size={12} aria-hidden="true" />
      {t('findings.malicious')}
    </span>
  );
}
