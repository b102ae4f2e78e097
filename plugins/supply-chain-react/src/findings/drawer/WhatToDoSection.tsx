import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { useUrlState } from '../../hooks/useUrlState';
import { SeverityMark } from '../../severity';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import { Section } from '../../drawer/Section';

/** The smallest upgrade that clears the finding, and what else goes with it. */
export function WhatToDoSection({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const { finding, upgrade, alsoClears = [] } = detail;
  if (finding.state === 'resolved') {
    return (
      <Section title={t('drawer.whatToDo')}>
        <Text as="p">{t('drawer.nothingToDo')}</Text>
      </Section>
    );
  }
  if (!upgrade) {
    return (
      <Section title={t('drawer.whatToDo')}>
        <Text as="p">{t('drawer.noUpgrade')}</Text>
      </Section>
    );
  }
  const from = (upgrade.from ?? finding.versions).join(', ');
  return (
    <Section title={t('drawer.whatToDo')}>
      <Text as="p" weight="bold">
        {t('drawer.upgrade', {
          package: upgrade.package,
          from,
          to: upgrade.to,
        })}
      </Text>
      {!finding.direct && <Text as="p">{t('drawer.upgradeTransitive')}</Text>}
      {alsoClears.length > 0 && (
        <>
          <Text as="p">
            {t('drawer.alsoClears', { count: alsoClears.length })}
          </Text>
          <ul className={styles.list}>
            {alsoClears.map(other => (
              <li key={other.id} className={styles.row}>
                <SeverityMark severity={other.severity} />
                <Link href={url.href({ finding: other.id })}>
                  {other.advisory}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
