import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useUrlState } from '@safety-curtain/plugin-supply-chain-react';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './organization.module.css';

const choices = [7, 30, 90, 365] as const;
type Days = (typeof choices)[number];
const USUAL: Days = 30;
const YEAR: Days = 365;

/** How many days back the address looks. */
export function useDays(): Days {
  const wanted = Number(useUrlState().get('days'));
  return choices.find(days => days === wanted) ?? USUAL;
}

/** How far to look back. */
export function DaysSelect() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const days = useDays();
  return (
    <Select
      className={styles.picker}
      size="small"
      label={t('trend.days')}
      options={choices.map(one => ({
        value: String(one),
        label:
          one === YEAR
            ? t('trend.lastYear')
            : t('trend.lastDays', { days: String(one) }),
      }))}
      value={String(days)}
      onChange={key => url.set({ days: String(key) })}
    />
  );
}
