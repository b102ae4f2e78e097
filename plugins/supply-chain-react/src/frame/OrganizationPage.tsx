import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Surface } from '../surface/Surface';
import styles from './frame.module.css';

/** The frame of one tab of a page for the whole organization. @public */
export function OrganizationPage({ children }: { children: ReactNode }) {
  return (
    <Container>
      <Surface className={styles.page}>{children}</Surface>
    </Container>
  );
}
