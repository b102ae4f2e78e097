import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { supplyChainTranslationRef } from '../translation';
import styles from './snapshots.module.css';

const SHOWN_AT_FIRST = 20;

/**
 * A list under its title and count, of which the first are shown until somebody
 * asks for all.
 *
 * @public
 */
export function CountedList(props: {
  title: string;
  /** Of all there are, where not all are at hand. */
  count?: number;
  children: readonly ReactNode[];
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [all, setAll] = useState(false);
  const { title, children } = props;
  const shown = all ? children : children.slice(0, SHOWN_AT_FIRST);
  const hidden = children.length - shown.length;
  const { count = children.length } = props;
  const beyond = count - children.length;
  return (
    <section aria-label={title} className={styles.list}>
      <Text as="h3" weight="bold">
        {t('diff.count', { title, number: String(count) })}
      </Text>
      {children.length === 0 && (
        <Text color="secondary">{t('diff.nothing')}</Text>
      )}
      <ul>
        {shown.map((child, index) => (
          <li key={index}>{child}</li>
        ))}
      </ul>
      {hidden > 0 && (
        <div>
          <Button size="small" variant="tertiary" onPress={() => setAll(true)}>
            {t('diff.more', { number: String(hidden) })}
          </Button>
        </div>
      )}
      {hidden === 0 && beyond > 0 && (
        <Text color="secondary">
          {t('diff.beyond', { number: String(beyond) })}
        </Text>
      )}
    </section>
  );
}
