import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Text } from '@backstage/ui';
import type {
  ScorecardDefinition,
  ScorecardRollUp,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  FilterBar,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { AnswerMark } from '../../marks/AnswerMark';
import { answers } from '../../marks/answers';
import { securityScorecardsTranslationRef } from '../../translation';
import { rowKindOf } from '../scope';
import { HeatMap } from './HeatMap';
import styles from './heatmap.module.css';

/** Teams, systems or domains against checks, with what rows are and what shapes mean. */
export function HeatMapView(props: {
  scorecard: ScorecardDefinition;
  rollUp: ScorecardRollUp;
}) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const by = rowKindOf(url);
  return (
    <>
      <FilterBar>
        <Select
          className={styles.rows}
          size="small"
          label={t('heatMap.by')}
          options={[
            { value: 'owner', label: t('heatMap.byOwner') },
            { value: 'group', label: t('heatMap.byGroup') },
            { value: 'system', label: t('heatMap.bySystem') },
            { value: 'domain', label: t('heatMap.byDomain') },
          ]}
          value={by}
          onChange={key => url.set({ by: String(key) })}
        />
        <ul aria-label={t('heatMap.legend')} className={styles.legend}>
          {answers.map(answer => (
            <li key={answer}>
              <AnswerMark answer={answer} />
            </li>
          ))}
        </ul>
      </FilterBar>
      <Text as="p" variant="body-small" color="secondary">
        {t('heatMap.hint')}
      </Text>
      <HeatMap by={by} {...props} />
    </>
  );
}
