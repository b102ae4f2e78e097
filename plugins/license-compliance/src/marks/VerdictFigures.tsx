import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Verdict } from '@safety-curtain/plugin-supply-chain-common';
import { StateMark } from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './marks.module.css';
import { verdicts, verdictTones } from './VerdictMark';

type Counts = Record<Verdict, number>;

/** Figures by verdict, worst first; those that are zero are left out. */
export function VerdictFigures({ counts }: { counts: Counts }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const present = verdicts.filter(verdict => counts[verdict] > 0);
  return (
    <ul className={styles.figures}>
      {present.map(verdict => (
        <li key={verdict}>
          <StateMark tone={verdictTones[verdict]}>
            {counts[verdict].toLocaleString()}{' '}
            {t(`verdict.${verdict}`).toLocaleLowerCase()}
          </StateMark>
        </li>
      ))}
    </ul>
  );
}

/**
 * One stacked bar with its figures below, which are its text alternative too.
 *
 * @param of - How many packages there are: policies may leave some out.
 */
export function VerdictBar({ counts, of }: { counts: Counts; of: number }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const left = of - counts.allow - counts.review - counts.deny;
  return (
    <div className={styles.stack}>
      <div className={styles.bar} aria-hidden="true">
        {verdicts
          .filter(verdict => counts[verdict] > 0)
          .map(verdict => (
            <span
              key={verdict}
              className={`${styles.segment} ${styles[verdict]}`}
              style={{ flexGrow: counts[verdict] }}
            />
          ))}
      </div>
      <VerdictFigures counts={counts} />
      {left > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('entity.notJudged', { count: left })}
        </Text>
      )}
    </div>
  );
}
