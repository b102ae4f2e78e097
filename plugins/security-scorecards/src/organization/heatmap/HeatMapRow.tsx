import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type {
  ScorecardAnswer,
  ScorecardRollUpRow,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  alertLevels,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { memo } from 'react';
import { AnswerShape } from '../../marks/AnswerShape';
import type { CheckGroup } from '../../marks/checks';
import { LevelFigures } from '../../marks/LevelMark';
import marks from '../../marks/marks.module.css';
import type { Translate } from '../../translation';
import { isTree, ORGANIZATION, rowScope, type RowKind } from '../scope';
import { AlertCell } from './AlertCell';
import { cellContent, type CellContent } from './cell';
import type { HeatMapHrefs } from './heatMapLinks';
import styles from './heatmap.module.css';

/** Columns of a row that can be reached before all others: what opens it, and its name. */
const LEADING = 2;
/** Of the first check: alert levels have a column each as well. */
export const CHECKS_FROM = LEADING + alertLevels.length;

interface HeatMapRowProps {
  row: ScorecardRollUpRow;
  name: string;
  by: RowKind;
  /** What the page is narrowed to. */
  node: string | undefined;
  groups: readonly CheckGroup[];
  /** The titles of the levels, from the lowest. */
  titles: readonly string[];
  hrefs: HeatMapHrefs;
  /** Handed down: there are too many cells for each to ask for them. */
  t: Translate;
  formats: Formats;
  /** Which row of the table it is, from 0. */
  place: number;
  /** The column that the Tab key stops at, if it does in this row. */
  stop: number | undefined;
  depth?: number;
  /** Whether what is below it is hidden; absent where nothing is. */
  closed?: boolean;
  onToggle?(ref: string): void;
}

/** What one team, system or domain answers to each check. */
export const HeatMapRow = memo((props: HeatMapRowProps) => {
  const { row, by, node, groups, titles, hrefs, t, formats, place, stop } =
    props;
  const scope = rowScope(by, row.ref, node);
  return (
    <tr className={row.ref === ORGANIZATION ? styles.total : undefined}>
      <RowHead {...props} />
      <td className={styles.figure}>{formats.number(row.services)}</td>
      <td className={styles.levels}>
        <LevelFigures titles={titles} counts={row.levels} tight />
      </td>
      <AlertCell
        counts={row.alertLevels}
        href={level => hrefs.alerts(scope, level)}
        formats={formats}
        row={place}
        column={LEADING}
        stop={stop}
      />
      {groups.flatMap(({ checks }) =>
        checks.map(({ check, index }, inGroup) => (
          <HeatMapCell
            key={check.id}
            counts={row.checks[index]}
            t={t}
            formats={formats}
            first={inGroup === 0}
            href={answer => hrefs.services(scope, check.id, answer)}
            place={place}
            column={CHECKS_FROM + index}
            isStop={stop === CHECKS_FROM + index}
          />
        )),
      )}
    </tr>
  );
});

function RowHead(props: HeatMapRowProps) {
  const {
    row,
    name,
    by,
    node,
    hrefs,
    t,
    place,
    stop,
    depth = 0,
    closed,
  } = props;
  return (
    <th scope="row" className={styles.head}>
      <span
        className={`${styles.name} ${isTree(by) ? styles.inTree : ''}`}
        style={{ paddingLeft: `${depth}rem` }}
      >
        {closed !== undefined && (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={!closed}
            aria-label={t(closed ? 'heatMap.expand' : 'heatMap.collapse', {
              name,
            })}
            data-row={place}
            data-column={0}
            tabIndex={stop === 0 ? 0 : -1}
            onClick={() => props.onToggle?.(row.ref)}
          >
            {closed ? <RiArrowRightSLine /> : <RiArrowDownSLine />}
          </button>
        )}
        <a
          href={hrefs.narrowed(rowScope(by, row.ref, node))}
          data-row={place}
          data-column={1}
          tabIndex={isNameStop(stop, place, closed) ? 0 : -1}
        >
          {name}
        </a>
      </span>
    </th>
  );
}

/** The name takes the stop of a row that has nothing to open. */
function isNameStop(
  stop: number | undefined,
  place: number,
  closed: boolean | undefined,
) {
  return stop === 1 || (stop === 0 && (place === 0 || closed === undefined));
}

function HeatMapCell(props: {
  counts: ScorecardRollUpRow['checks'][number] | undefined;
  t: Translate;
  formats: Formats;
  first: boolean;
  href(answer: string): string;
  place: number;
  column: number;
  isStop: boolean;
}) {
  const { counts, t, formats, first, href, place, column, isStop } = props;
  const edge = first ? styles.first : '';
  if (!counts) return <td className={edge} />;
  const { main, count, asked, others, heat, text } = cellContent(
    counts,
    t,
    formats,
  );
  return (
    <td className={`${edge} ${styles[`heat${heat}`]} ${styles[main] ?? ''}`}>
      <a
        href={href(main)}
        className={styles.cell}
        title={text}
        data-row={place}
        data-column={column}
        tabIndex={isStop ? 0 : -1}
      >
        <span className={marks.words}>{text}</span>
        <span className={styles.main} aria-hidden="true">
          <AnswerShape answer={main} />
          {asked > 0 && (
            <span className={styles.count}>
              {main === 'pass' ? count : `${count}/${asked}`}
            </span>
          )}
        </span>
        {others.length > 0 && (
          <span className={styles.others} aria-hidden="true">
            {others.map(othersText).join(' ')}
          </span>
        )}
      </a>
    </td>
  );
}

/** The marks of the two answers in a character each: drawings are too much for this many cells. */
const marksOfOthers: Partial<Record<ScorecardAnswer, string>> = {
  warn: '!',
  unknown: '?',
};

function othersText({ answer, count }: CellContent['others'][number]) {
  return `${marksOfOthers[answer] ?? ''}\u2009${count}`;
}
