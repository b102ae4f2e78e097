import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Ticket } from '@safety-curtain/plugin-supply-chain-common';
import { StateMark, type StateTone } from '../health';
import { isWebAddress } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';

const tones: Record<Ticket['state'], StateTone> = {
  waiting: 'quiet',
  open: 'quiet',
  left: 'doubt',
  closed: 'good',
};

/** What people call a tracker; one of another module is called by its id. @public */
export function trackerName(t: Translate, id: string): string {
  switch (id) {
    case 'github':
    case 'gitlab':
    case 'jira':
      return t(`tracker.${id}`);
    default:
      return id;
  }
}

/** `Jira SEC-12`, leading to the ticket where there is one. @public */
export function TicketLink({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { tracker, remoteId, url } = ticket;
  const number = /^\d+$/.test(remoteId ?? '') ? `#${remoteId}` : remoteId;
  const title = [trackerName(t, tracker), number].filter(Boolean).join(' ');
  if (url === undefined || !isWebAddress(url)) return <>{title}</>;
  return (
    <Link
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('tickets.open', { title })}
    >
      {title}
    </Link>
  );
}

/** How a ticket stands, what people say in it, and why it could not be written. @public */
export function TicketStanding({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { state, wontFix, error } = ticket;
  return (
    <>
      <StateMark tone={tones[state]}>{t(`ticketState.${state}`)}</StateMark>
      {wontFix && (
        <>
          <StateMark tone="doubt">
            {wontFix.by
              ? t('tickets.wontFix', { by: wontFix.by })
              : t('tickets.wontFixNobody')}
          </StateMark>
          {wontFix.text && <Text as="p">{wontFix.text}</Text>}
        </>
      )}
      {error !== undefined && (
        <StateMark tone="bad">
          {t('tickets.failed', { reason: error })}
        </StateMark>
      )}
    </>
  );
}
