import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { groupChecks, type AskedCheck } from '../marks/checks';
import { categoryText } from '../marks/words';
import { securityScorecardsTranslationRef } from '../translation';
import type { CheckContext } from './checkContext';
import { CheckItem } from './CheckItem';
import styles from './entity.module.css';

/** All checks of a scorecard with their answers, under their categories. */
export function ChecksByCategory(props: {
  asked: ReadonlyMap<string, AskedCheck>;
  context: CheckContext;
  /** The id of the check that the address names. */
  chosen: string | undefined;
}) {
  const { asked, context, chosen } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <>
      {groupChecks(context.scorecard.checks).map(({ category, checks }) => {
        const title = categoryText(category, t);
        return (
          <section
            key={category}
            aria-label={title}
            className={styles.category}
          >
            <Text as="h3" weight="bold" color="secondary">
              {title}
            </Text>
            {checks.map(({ check }) => {
              const one = asked.get(check.id);
              return (
                one && (
                  <CheckItem
                    key={check.id}
                    asked={one}
                    context={context}
                    chosen={chosen === check.id}
                  />
                )
              );
            })}
          </section>
        );
      })}
    </>
  );
}
