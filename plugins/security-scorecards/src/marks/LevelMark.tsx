import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CSSProperties, ReactNode } from 'react';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './marks.module.css';

/** Steps of a stair, of which those that are held are filled. */
export function LevelSteps(props: { held: number; of: number }) {
  const { held, of } = props;
  const steps = Math.max(of, 1);
  const width = 16 / steps;
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      className={styles.steps}
    >
      {Array.from({ length: steps }, (_, index) => {
        const height = (14 * (index + 1)) / steps;
        return (
          <rect
            key={index}
            x={index * width + 0.75}
            y={15 - height}
            width={width - 1.5}
            height={height}
            className={index < held ? styles.held : styles.open}
          />
        );
      })}
    </svg>
  );
}

/**
 * A level as words with a shape.
 *
 * @param titles - The titles of all levels, from the lowest.
 * @param held - How many of them are held; 0 is no level.
 */
export function LevelMark(props: { titles: readonly string[]; held: number }) {
  const { titles, held } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <span className={styles.mark}>
      <LevelSteps held={held} of={titles.length} />
      <span>{titles[held - 1] ?? t('level.none')}</span>
    </span>
  );
}

interface LevelCounts {
  /** The titles of all levels, from the lowest. */
  titles: readonly string[];
  /** Services by the number of levels that they hold; may end early. */
  counts: readonly number[];
}

/**
 * Figures by level, the lowest first; levels without services are left out.
 *
 * @param tight - Leaves the words to screen readers, for table cells.
 */
export function LevelFigures(props: LevelCounts & { tight?: boolean }) {
  const { titles, counts, tight } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const word = (held: number) => titles[held - 1] ?? t('level.none');
  return (
    <ul className={`${styles.figures} ${tight ? styles.tight : ''}`}>
      {counts.map((count, held) =>
        count === 0 ? null : (
          <li
            key={held}
            className={styles.mark}
            title={tight ? word(held) : undefined}
          >
            <LevelSteps held={held} of={titles.length} />
            <span>{count.toLocaleString()}</span>
            {tight ? (
              <span className={styles.words}>{word(held)}</span>
            ) : (
              <span>{word(held)}</span>
            )}
          </li>
        ),
      )}
    </ul>
  );
}

/** One stacked bar with its figures below, which are its text alternative too. */
export function LevelBar(props: LevelCounts): ReactNode {
  const { titles, counts } = props;
  return (
    <div className={styles.stack}>
      <div className={styles.bar} aria-hidden="true">
        {counts.map((count, held) =>
          count === 0 ? null : (
            <span
              key={held}
              className={styles.segment}
              style={{ ...levelFill(held, titles.length), flexGrow: count }}
            />
          ),
        )}
      </div>
      <LevelFigures {...props} />
    </div>
  );
}

/** The color of a level: the more are held, the stronger. */
export function levelFill(held: number, of: number): CSSProperties {
  const share = of === 0 ? 0 : held / of;
  return { '--sc-held': `${Math.round(100 * share)}%` } as CSSProperties;
}
