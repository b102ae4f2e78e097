import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from '../findings.module.css';

/** A part of the drawer under its own heading. */
export function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <Text as="h3" variant="body-large" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
