import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ScorecardDefinition,
  ScorecardRollUp,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  useFormats,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo, type CSSProperties } from 'react';
import { groupChecks } from '../../marks/checks';
import { securityScorecardsTranslationRef } from '../../translation';
import { isTree, UNOWNED, type RowKind } from '../scope';
import styles from './heatmap.module.css';
import { HeatMapHead } from './HeatMapHead';
import { useFollow, useHrefs } from './heatMapLinks';
import { CHECKS_FROM, HeatMapRow } from './HeatMapRow';
import { useGridKeys } from './useGridKeys';
import { useGrowing } from './useGrowing';
import { useRows } from './useRows';

/**
 * The table itself. It is a plain one, with plain links: it may have some
 * thousand cells, and each is worth a click of its own.
 */
export function HeatMap(props: {
  scorecard: ScorecardDefinition;
  rollUp: ScorecardRollUp;
  by: RowKind;
}) {
  const { scorecard, rollUp, by } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const node = useUrlState().get('node');
  const groups = useMemo(() => groupChecks(scorecard.checks), [scorecard]);
  const titles = useMemo(
    () => scorecard.levels.map(level => level.title),
    [scorecard],
  );
  const { rows, closed, toggle } = useRows(rollUp.rows, isTree(by), node);
  const drawn = useGrowing(rows.length);
  const grid = useGridKeys({
    rows: drawn + 1,
    columns: CHECKS_FROM + scorecard.checks.length,
  });
  const hrefs = useHrefs();
  const follow = useFollow();
  const columnOf = (row: number) =>
    grid.stop.row === row ? grid.stop.column : undefined;
  const shared = { by, node, groups, titles, hrefs, t, formats };
  return (
    // The arrow keys and clicks of all cells are heard here; the cells are links.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div
      className={styles.scroll}
      onFocus={grid.onFocus}
      onKeyDown={grid.onKeyDown}
      onClick={follow}
    >
      <table className={styles.table} aria-label={t('heatMap.label')}>
        <colgroup>
          <col className={styles.nameColumn} />
          <col className={styles.servicesColumn} />
          <col className={styles.levelsColumn} />
          <col className={styles.alertsColumn} />
          <col
            span={scorecard.checks.length}
            className={styles.checkColumn}
            style={widthOf(rollUp.total.services)}
          />
        </colgroup>
        <HeatMapHead by={by} groups={groups} />
        <tbody>
          <HeatMapRow
            {...shared}
            row={rollUp.total}
            name={t('heatMap.total')}
            place={0}
            stop={columnOf(0)}
          />
          {rows.slice(0, drawn).map(({ item, depth, hasChildren }, index) => (
            <HeatMapRow
              key={item.ref}
              {...shared}
              row={item}
              name={item.ref === UNOWNED ? t('heatMap.unowned') : item.title}
              depth={depth}
              place={index + 1}
              stop={columnOf(index + 1)}
              closed={hasChildren ? closed.has(item.ref) : undefined}
              onToggle={toggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/**
 * Room for two figures of this size beside a shape: `13/16`; or below it, in
 * smaller letters.
 *
 * @param most - The largest number in any cell.
 */
function widthOf(most: number): CSSProperties {
  const digits = Math.max(1, `${most}`.length);
  const characters = 2 * digits + 1;
  return {
    '--check-width': `${1.75 + 0.475 * characters}rem`,
    '--check-narrow-width': `${Math.max(2.35, 0.6 + 0.43 * characters)}rem`,
  } as CSSProperties;
}
