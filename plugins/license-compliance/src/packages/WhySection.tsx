import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import { Section } from '@safety-curtain/plugin-supply-chain-react';
import { VerdictMark } from '../marks/VerdictMark';
import { licenseComplianceTranslationRef } from '../translation';
import { NotAskedNote } from './NotAskedNote';
import styles from './packages.module.css';

/** What each policy says of the package, by which rule. */
export function WhySection({ detail }: { detail: LicensedComponentDetail }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { component, verdicts } = detail;
  return (
    <Section title={t('package.why')}>
      {component.stateReason && <Text as="p">{component.stateReason}</Text>}
      {component.state !== 'known' && <NotAskedNote detail={detail} />}
      {component.excepted && <Text as="p">{t('package.excepted')}</Text>}
      {verdicts.length === 0 && (
        <Text as="p" color="secondary">
          {t('package.noVerdict')}
        </Text>
      )}
      {verdicts.map(({ policy, verdict, chosen, reasons }) => (
        <div key={policy} className={styles.box}>
          <div className={styles.row}>
            <Text weight="bold">{t('package.policy', { policy })}</Text>
            <VerdictMark verdict={verdict} />
          </div>
          {chosen && (
            <Text as="p" variant="body-small" color="secondary">
              {t('package.chosen', { license: chosen })}
            </Text>
          )}
          <ul className={styles.list}>
            {reasons.map((reason, index) => (
              <li key={index}>
                {reason.text} <code className={styles.rule}>{reason.rule}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
