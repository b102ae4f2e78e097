import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './organisation.module.css';

/** The frame of one tab of the organisation page. */
export function OrganisationPage({ children }: { children: ReactNode }) {
  return (
    <Container>
      <div className={styles.page}>{children}</div>
    </Container>
  );
}
