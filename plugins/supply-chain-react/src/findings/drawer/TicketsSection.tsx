import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Ticket } from '@safety-curtain/plugin-supply-chain-common';
import { Section } from '../../drawer/Section';
import { TicketLink, TicketStanding } from '../../tickets';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';

/** Tickets that are about a finding, or were. */
export function TicketsSection({ tickets }: { tickets: readonly Ticket[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (tickets.length === 0) return null;
  return (
    <Section title={t('tickets.view')}>
      <ul className={styles.list}>
        {tickets.map(ticket => (
          <li key={ticket.id}>
            <TicketLink ticket={ticket} /> <TicketStanding ticket={ticket} />
          </li>
        ))}
      </ul>
      {tickets.some(({ wontFix }) => wontFix) && (
        <Text as="p" color="secondary">
          {t('tickets.wontFixHint')}
        </Text>
      )}
    </Section>
  );
}
