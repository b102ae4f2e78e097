import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import { AnswerMark } from '../marks/AnswerMark';
import type { AskedCheck } from '../marks/checks';
import { effortText } from '../marks/effort';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './entity.module.css';

/** What the next level lacks, by least effort, with what to do about each. */
export function NextLevel(props: {
  result: ServiceScorecard;
  asked: ReadonlyMap<string, AskedCheck>;
  /** The address that opens a check. */
  checkHref(check: string): string;
}) {
  const { result, asked, checkHref } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { next, scorecard } = result;
  if (!next) return <Text as="p">{t('next.all')}</Text>;
  const title = t('next.title', { level: levelTitle(scorecard, next.level) });
  return (
    <section aria-label={title} className={styles.section}>
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {title}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('next.least')}
        </Text>
      </div>
      <ol className={styles.missing}>
        {next.missing.map(({ check, effort }) => {
          const one = asked.get(check);
          return (
            <li key={check}>
              <span className={styles.row}>
                <Link href={checkHref(check)}>{one?.check.title ?? check}</Link>
                {one && <AnswerMark answer={one.outcome.answer} />}
                <Text variant="body-small" color="secondary">
                  {effortText(effort, t)}
                </Text>
              </span>
              {one && (
                <Text as="p" variant="body-small">
                  {one.outcome.reason} {one.check.advice}
                </Text>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The title of a level; its name where the scorecard has none of that name. */
export function levelTitle(
  scorecard: ServiceScorecard['scorecard'],
  name: string,
): string {
  return scorecard.levels.find(level => level.name === name)?.title ?? name;
}
