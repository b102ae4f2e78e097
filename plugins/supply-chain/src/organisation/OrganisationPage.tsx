import { Container } from '@backstage/ui';
import { Surface } from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import styles from './organisation.module.css';

/** The frame of one tab of the organisation page. */
export function OrganisationPage({ children }: { children: ReactNode }) {
  return (
    <Container>
      <Surface className={styles.page}>{children}</Surface>
    </Container>
  );
}
