import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CheckGroup } from '../../marks/checks';
import { categoryText } from '../../marks/words';
import { securityScorecardsTranslationRef } from '../../translation';
import type { RowKind } from '../scope';
import styles from './heatmap.module.css';

/** The columns: services, levels, and the checks under their categories. */
export function HeatMapHead(props: {
  by: RowKind;
  groups: readonly CheckGroup[];
}) {
  const { by, groups } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={styles.corner}>
          {t(`heatMap.row.${by}`)}
        </th>
        <th scope="col" rowSpan={2} className={styles.figure}>
          {t('heatMap.services')}
        </th>
        <th scope="col" rowSpan={2} className={styles.levels}>
          {t('heatMap.levels')}
        </th>
        <th scope="col" rowSpan={2} className={styles.alerts}>
          {t('heatMap.alertLevels')}
        </th>
        {groups.map(({ category, checks }) => (
          <th
            key={category}
            scope="colgroup"
            colSpan={checks.length}
            className={styles.group}
            title={categoryText(category, t)}
          >
            {categoryText(category, t)}
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap(({ checks }) =>
          checks.map(({ check }, index) => (
            <th
              key={check.id}
              scope="col"
              className={`${styles.check} ${index === 0 ? styles.first : ''}`}
            >
              <span className={styles.turned}>{check.title}</span>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}
