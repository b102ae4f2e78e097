import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ScorecardDefinition,
  ScorecardRollUp,
} from '@safety-curtain/plugin-supply-chain-common';
import { useUrlState } from '@safety-curtain/plugin-supply-chain-react';
import { useCallback, useMemo, useState, type MouseEvent } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { groupChecks, type CheckGroup } from '../../marks/checks';
import { categoryText } from '../../marks/words';
import { securityScorecardsTranslationRef } from '../../translation';
import { isTree, type RowKind } from '../scope';
import styles from './heatmap.module.css';
import { HeatMapRow } from './HeatMapRow';
import { atOrBelow, treeRows, type TreeRow } from './tree';
import { useGridKeys } from './useGridKeys';
import { useGrowing } from './useGrowing';

/** Columns of a row that can be reached before those of the checks: what opens it, and its name. */
const LEADING = 2;

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
    columns: LEADING + scorecard.checks.length,
  });
  const hrefs = useHrefs();
  const follow = useFollow();
  const columnOf = (row: number) =>
    grid.stop.row === row ? grid.stop.column : undefined;
  const shared = { by, node, groups, titles, hrefs, t };
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
          <col
            span={scorecard.checks.length}
            style={{ width: cellWidth(rollUp.total.services) }}
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
              name={item.ref === 'unowned' ? t('heatMap.unowned') : item.title}
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

function HeatMapHead(props: { by: RowKind; groups: readonly CheckGroup[] }) {
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
        <th scope="col" rowSpan={2}>
          {t('heatMap.levels')}
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

/**
 * Room for two figures of this size beside a shape: `13/16`.
 *
 * @param most - The largest number in any cell.
 */
function cellWidth(most: number): string {
  const digits = Math.max(1, `${most}`.length);
  return `${1.75 + 0.475 * (2 * digits + 1)}rem`;
}

/** The rows that are shown: what is below a closed one is not. */
function useRows(
  all: ScorecardRollUp['rows'],
  asTree: boolean,
  node: string | undefined,
) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (ref: string) =>
      setClosed(before => {
        const after = new Set(before);
        if (!after.delete(ref)) after.add(ref);
        return after;
      }),
    [],
  );
  const tree = useMemo(
    // What is above the node that the page is narrowed to is not asked for.
    () => (asTree ? treeRows(atOrBelow(all, node)) : all.map(flatRow)),
    [all, asTree, node],
  );
  const rows = useMemo<TreeRow<(typeof all)[number]>[]>(
    () => tree.filter(row => !row.above.some(ref => closed.has(ref))),
    [tree, closed],
  );
  return { rows, closed, toggle };
}

function flatRow<T>(item: T): TreeRow<T> {
  return { item, depth: 0, hasChildren: false, above: [] };
}

/** Addresses of cells and rows, made anew only when the address changes. */
export interface HeatMapHrefs {
  /** The services of a scope that give one of some answers to a check. */
  services(
    scope: Record<string, string | undefined>,
    check: string,
    answer: string,
  ): string;
  /** This page for another scope. */
  narrowed(scope: Record<string, string | undefined>): string;
}

function useHrefs(): HeatMapHrefs {
  const url = useUrlState();
  const path = useHref('');
  return useMemo(() => {
    const query = (changes: Record<string, string | undefined>) =>
      `${path}${url.href(changes).replace(/^[^?]*/, '')}`;
    return {
      services: (scope, check, answer) =>
        query({
          ...scope,
          view: 'services',
          check,
          answer,
          level: undefined,
          service: undefined,
        }),
      narrowed: scope => query({ ...scope, service: undefined }),
    };
  }, [url, path]);
}

/** Follows plain clicks on links within the app; all others are the browser's. */
function useFollow() {
  const navigate = useNavigate();
  return useCallback(
    (event: MouseEvent) => {
      const link = (event.target as Element).closest('a');
      const special =
        event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
      if (!link || special || event.defaultPrevented) return;
      event.preventDefault();
      navigate({ search: new URL(link.href).search });
    },
    [navigate],
  );
}
