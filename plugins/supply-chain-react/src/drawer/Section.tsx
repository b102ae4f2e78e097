import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './drawer.module.css';

/** A part of a drawer or page under its own heading. @public */
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

/** Names and values: pairs of `dt` and `dd`. @public */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}
