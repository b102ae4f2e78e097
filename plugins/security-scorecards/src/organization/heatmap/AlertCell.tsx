import type {
  AlertLevel,
  ScorecardRollUpRow,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  AlertLevelMark,
  alertLevels,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from './heatmap.module.css';

/**
 * How many services of a row have which alert level, each a place of the grid;
 * levels that none has are left out.
 *
 * @param column - Of the first level.
 */
export function AlertCell(props: {
  counts: ScorecardRollUpRow['alertLevels'];
  href(level: AlertLevel): string;
  formats: Formats;
  row: number;
  column: number;
  /** The column that the Tab key stops at, if it does in this row. */
  stop: number | undefined;
}) {
  const { counts, href, formats, row, column, stop } = props;
  return (
    <td className={styles.alerts}>
      {alertLevels.map((level, index) =>
        counts[level] > 0 ? (
          <a
            key={level}
            href={href(level)}
            data-row={row}
            data-column={column + index}
            tabIndex={stop === column + index ? 0 : -1}
          >
            <AlertLevelMark
              level={level}
              count={formats.number(counts[level])}
            />
          </a>
        ) : null,
      )}
    </td>
  );
}
