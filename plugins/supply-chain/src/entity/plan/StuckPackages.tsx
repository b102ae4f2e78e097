import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { UpgradePlan } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../entity.module.css';

/** Packages that no version clears, and why. */
export function StuckPackages(props: {
  packages: readonly UpgradePlan['packages'][number][];
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { list } = useFormats();
  const stuck = props.packages.filter(({ clear }) => !clear);
  if (stuck.length === 0) return null;
  return (
    <section aria-label={t('plan.stuck')} className={styles.lines}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('plan.stuck')}
      </Text>
      <ul>
        {stuck.map(one => (
          <li key={`${one.ecosystem} ${one.package} ${one.version}`}>
            {t('plan.stuckPackage', {
              package: one.package,
              version: one.version,
              why: t(`plan.because.${one.because ?? 'no-fix'}`),
              ids: list(one.vulnerabilities),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
