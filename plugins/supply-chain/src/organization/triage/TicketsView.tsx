import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type {
  Ticket,
  TicketQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoicesFilter,
  entityName,
  FilteredList,
  RelativeTime,
  supplyChainTranslationRef,
  TicketLink,
  TicketStanding,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
  type ListColumn,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';

const states: readonly Ticket['state'][] = [
  'waiting',
  'open',
  'left',
  'closed',
];
/** Services that are named. */
const NAMED = 3;

/** Tickets of all services that the reader may see, with their states and errors. */
export function TicketsView() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const query: TicketQuery = {
    state: url.getAll('state') as Ticket['state'][],
  };
  const list = useCursorList<Ticket>({
    query,
    getId: ticket => ticket.id,
    totalLabel: total => t('tickets.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listTickets({ ...query, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <FilteredList
      filterNames={['state']}
      filters={
        <ChoicesFilter
          name="state"
          label={t('tickets.state')}
          options={states.map(value => ({
            value,
            label: t(`ticketState.${value}`),
          }))}
        />
      }
      list={list}
      columns={columns}
      what={t('tickets.what')}
      noMatch={{ title: t('tickets.noMatch'), hint: t('tickets.noMatchHint') }}
      none={{ title: t('tickets.none'), hint: t('tickets.noneHint') }}
    />
  );
}

function columnsOf(t: Translate): ListColumn<Ticket>[] {
  return [
    {
      id: 'ticket',
      label: t('tickets.ticket'),
      isRowHeader: true,
      defaultWidth: '2fr',
      cell: ticket => (
        <Cell>
          <Text as="p">{ticket.title}</Text>
          <TicketLink ticket={ticket} />
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('tickets.state'),
      defaultWidth: '2fr',
      cell: ticket => (
        <Cell>
          <TicketStanding ticket={ticket} />
        </Cell>
      ),
    },
    {
      id: 'services',
      label: t('tickets.services'),
      defaultWidth: '1fr',
      cell: ({ services }) => {
        const names = services.slice(0, NAMED).map(entityName).join(', ');
        return (
          <CellText
            title={
              services.length > NAMED
                ? t('tickets.moreServices', { names })
                : names
            }
          />
        );
      },
    },
    {
      id: 'changed',
      label: t('tickets.changed'),
      defaultWidth: 140,
      cell: ({ writtenAt }) => (
        <Cell>
          <Text>
            {writtenAt ? <RelativeTime iso={writtenAt} /> : t('tickets.notYet')}
          </Text>
        </Cell>
      ),
    },
  ];
}
