import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FigureList,
  ShapedFigure,
  StackedBar,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import type { CSSProperties } from 'react';
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
  const formats = useFormats();
  return (
    <FigureList tight={tight}>
      {counts.map(
        (count, held) =>
          count > 0 && (
            <ShapedFigure
              key={held}
              shape={<LevelSteps held={held} of={titles.length} />}
              figure={formats.number(count)}
              words={titles[held - 1] ?? t('level.none')}
              tight={tight}
            />
          ),
      )}
    </FigureList>
  );
}

/** One stacked bar with its figures below, which are its text alternative too. */
export function LevelBar(props: LevelCounts) {
  const { titles, counts } = props;
  return (
    <StackedBar
      parts={counts.map((count, held) => ({
        id: `${held}`,
        size: count,
        className: styles.level,
        style: levelFill(held, titles.length),
      }))}
    >
      <LevelFigures {...props} />
    </StackedBar>
  );
}

/** The color of a level: the more are held, the stronger. */
export function levelFill(held: number, of: number): CSSProperties {
  const share = of === 0 ? 0 : held / of;
  return { '--sc-held': `${Math.round(100 * share)}%` } as CSSProperties;
}
