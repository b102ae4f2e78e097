import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type {
  Decision,
  DecisionQuery,
  DecisionState,
  DecisionSubject,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoicesFilter,
  FilteredList,
  OwnerFilter,
  RelativeTime,
  SearchFilter,
  supplyChainApiRef,
  useCursorList,
  useUrlState,
  type ListColumn,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { nameOf } from '../archive/EntityField';
import { DecisionDrawer } from '../decisions/DecisionDrawer';
import { DecisionStateMark } from '../decisions/DecisionStateMark';
import { HoldForm } from '../decisions/HoldForm';
import { aboutText, scopeText } from '../decisions/words';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';

const filterNames = ['q', 'subject', 'state', 'owner'] as const;
const subjects: readonly DecisionSubject[] = [
  'license-exception',
  'license-curation',
  'hold',
  'check-exemption',
];
const states: readonly DecisionState[] = [
  'proposed',
  'active',
  'rejected',
  'revoked',
  'expired',
];

/** Exceptions, curated licences and holds, newest first; a row opens one. */
export function DecisionsList() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useApi(supplyChainApiRef);
  const url = useUrlState();
  const query: DecisionQuery = {
    q: url.get('q'),
    subject: url.getAll('subject') as DecisionSubject[],
    state: url.getAll('state') as DecisionState[],
    owner: url.getAll('owner'),
  };
  const list = useCursorList<Decision>({
    query,
    getId: decision => decision.id,
    totalLabel: total => t('decisions.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listDecisions({ ...query, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <>
      <HoldForm onDecided={list.reload} />
      <FilteredList
        filterNames={filterNames}
        filters={
          <>
            <SearchFilter name="q" label={t('decisions.search')} />
            <ChoicesFilter
              name="subject"
              label={t('decisions.subject')}
              options={subjects.map(value => ({
                value,
                label: t(`subject.${value}`),
              }))}
            />
            <ChoicesFilter
              name="state"
              label={t('decisions.state')}
              options={states.map(value => ({
                value,
                label: t(`decisionState.${value}`),
              }))}
            />
            <OwnerFilter />
          </>
        }
        list={list}
        columns={columns}
        what={t('decisions.what')}
        noMatch={{
          title: t('decisions.noMatch'),
          hint: t('decisions.noMatchHint'),
        }}
        none={{ title: t('decisions.none'), hint: t('decisions.noneHint') }}
        onRowClick={({ id }) => url.set({ decision: id }, { push: true })}
      />
      <DecisionDrawer
        id={url.get('decision')}
        onClose={() => url.set({ decision: undefined })}
        onMoved={list.reload}
      />
    </>
  );
}

function columnsOf(t: Translate): ListColumn<Decision>[] {
  const time = (iso: string | undefined, none: string) => (
    <Cell>
      <Text variant="body-medium">
        {iso ? <RelativeTime iso={iso} /> : none}
      </Text>
    </Cell>
  );
  return [
    {
      id: 'subject',
      label: t('decisions.subject'),
      defaultWidth: 135,
      cell: ({ subject, verdict }) => (
        <CellText
          title={t(`subject.${subject}`)}
          description={subject === 'license-curation' ? verdict : undefined}
        />
      ),
    },
    {
      id: 'about',
      label: t('decisions.about'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: decision => <CellText title={aboutText(decision.about, t)} />,
    },
    {
      id: 'scope',
      label: t('decisions.scope'),
      defaultWidth: '1fr',
      minWidth: 130,
      cell: decision => <CellText {...scopeText(decision.scope, t)} />,
    },
    {
      id: 'state',
      label: t('decisions.state'),
      defaultWidth: 160,
      cell: ({ state }) => (
        <Cell>
          <DecisionStateMark state={state} />
        </Cell>
      ),
    },
    {
      id: 'reason',
      label: t('decisions.reason'),
      defaultWidth: '2fr',
      minWidth: 140,
      cell: ({ reason }) => <CellText title={reason} />,
    },
    {
      id: 'author',
      label: t('decisions.author'),
      defaultWidth: 130,
      cell: ({ author }) => <CellText title={nameOf(author)} />,
    },
    {
      id: 'created',
      label: t('decisions.created'),
      defaultWidth: 125,
      cell: ({ createdAt }) => time(createdAt, ''),
    },
    {
      id: 'ends',
      label: t('decisions.ends'),
      defaultWidth: 125,
      cell: ({ endsAt }) => time(endsAt, t('decisions.endless')),
    },
  ];
}
