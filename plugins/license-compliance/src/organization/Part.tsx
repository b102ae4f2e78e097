import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './organization.module.css';

/** A part of a page under its heading. */
export function Part({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {title}
      </Text>
      <div className={styles.table}>{children}</div>
    </section>
  );
}
