import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Cell, CellText, Text } from '@backstage/ui';
import type {
  Decision,
  DecisionQuery,
  DecisionState,
  DecisionSubject,
} from '@safety-curtain/plugin-supply-chain-common';
import { useEffect, useMemo, useState } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { useUrlState } from '../hooks/useUrlState';
import {
  ChoicesFilter,
  FilteredList,
  SearchFilter,
  useCursorList,
  type ListColumn,
} from '../lists';
import { OwnerFilter } from '../owners';
import { entityName, ExactTime } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';
import { DecisionDrawer } from './DecisionDrawer';
import { DecisionStateMark } from './DecisionStateMark';
import { DecisionsTogether } from './DecisionsTogether';
import { aboutText, analysisText, hasEnd, scopeText } from './words';

const states: readonly DecisionState[] = [
  'proposed',
  'active',
  'rejected',
  'revoked',
  'expired',
];

/** Of a list of decisions. @public */
export interface DecisionsListProps {
  /** The kinds of decisions that are listed. */
  subjects: readonly DecisionSubject[];
  /** What is always asked for: such filters are not offered. */
  fixed?: Pick<DecisionQuery, 'state' | 'orderBy'>;
  /** Only those that count for one entity. */
  entityRef?: string;
  /** What is said where there are none at all. */
  none: { title: string; hint: string };
  /** Whether several can be chosen, and approved or rejected together. */
  decidable?: boolean;
  /** The list is loaded anew when this changes. */
  version?: number;
  /** Called when a decision went a step further. */
  onMoved?(): void;
}

/** Decisions, newest first; a row opens one, with its address. @public */
export function DecisionsList(props: DecisionsListProps) {
  const { subjects, entityRef, fixed } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const chosen = url.getAll('subject') as DecisionSubject[];
  const query: DecisionQuery = {
    q: url.get('q'),
    subject: chosen.length > 0 ? chosen : [...subjects],
    state: url.getAll('state') as DecisionState[],
    owner: entityRef ? undefined : url.getAll('owner'),
    entityRef,
    ...fixed,
  };
  const list = useCursorList<Decision>({
    query,
    version: props.version,
    getId: decision => decision.id,
    totalLabel: total => t('decisions.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listDecisions({ ...query, cursor, limit }, { signal }),
  });
  const columns = useMemo(
    () => columnsOf(t, subjects.length > 1),
    [t, subjects],
  );
  const [ids, setIds] = useState<string[]>([]);
  const queryKey = JSON.stringify(query);
  // What another filter hides is not decided about unseen.
  useEffect(() => setIds([]), [queryKey]);
  const moved = () => {
    list.reload();
    props.onMoved?.();
  };
  return (
    <>
      {props.decidable && (
        <DecisionsTogether
          ids={ids}
          onClear={() => setIds([])}
          onMoved={moved}
        />
      )}
      <FilteredList
        selection={props.decidable ? { ids, onChange: setIds } : undefined}
        filterNames={['q', 'subject', 'state', ...(entityRef ? [] : ['owner'])]}
        filters={
          <>
            <SearchFilter name="q" label={t('decisions.search')} />
            {subjects.length > 1 && (
              <ChoicesFilter
                name="subject"
                label={t('decisions.subject')}
                options={subjects.map(value => ({
                  value,
                  label: t(`subject.${value}`),
                }))}
              />
            )}
            {!fixed?.state && (
              <ChoicesFilter
                name="state"
                label={t('decisions.state')}
                options={states.map(value => ({
                  value,
                  label: t(`decisionState.${value}`),
                }))}
              />
            )}
            {!entityRef && <OwnerFilter />}
          </>
        }
        list={list}
        columns={columns}
        what={t('decisions.what')}
        noMatch={{
          title: t('decisions.noMatch'),
          hint: t('decisions.noMatchHint'),
        }}
        none={props.none}
        onRowClick={({ id }) => url.set({ decision: id }, { push: true })}
      />
      <DecisionDrawer
        id={url.get('decision')}
        onClose={() => url.set({ decision: undefined })}
        onMoved={() => {
          // It may wait no more.
          setIds([]);
          moved();
        }}
      />
    </>
  );
}

function columnsOf(t: Translate, manyKinds: boolean): ListColumn<Decision>[] {
  const time = (iso: string | undefined, none: string) => (
    <Cell>
      <Text variant="body-medium">{iso ? <ExactTime iso={iso} /> : none}</Text>
    </Cell>
  );
  const subject: ListColumn<Decision> = {
    id: 'subject',
    label: t('decisions.subject'),
    defaultWidth: 135,
    cell: decision => (
      <CellText
        title={t(`subject.${decision.subject}`)}
        description={
          decision.subject === 'license-curation' ? decision.verdict : undefined
        }
      />
    ),
  };
  return [
    ...(manyKinds ? [subject] : []),
    {
      id: 'about',
      label: t('decisions.about'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: decision => (
        <CellText
          title={aboutText(decision.about, t)}
          description={analysisText(decision, t)}
        />
      ),
    },
    {
      id: 'scope',
      label: t('decisions.scope'),
      defaultWidth: '1fr',
      minWidth: 130,
      cell: ({ scope }) => (
        <Cell>
          <Text as="p" variant="body-medium">
            {scopeText(scope, t).title}
          </Text>
          {scope.ref && (
            <Text as="p" variant="body-medium" color="secondary">
              <EntityDisplayName
                entityRef={scope.ref}
                hideIcon
                disableTooltip
              />
            </Text>
          )}
        </Cell>
      ),
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
      cell: ({ author }) => <CellText title={entityName(author)} />,
    },
    {
      id: 'created',
      label: t('decisions.created'),
      defaultWidth: 165,
      cell: ({ createdAt }) => time(createdAt, ''),
    },
    {
      id: 'ends',
      label: t('decisions.ends'),
      defaultWidth: 165,
      cell: decision =>
        hasEnd(decision)
          ? time(decision.endsAt, t('decisions.endless'))
          : time(undefined, t('decisions.ended')),
    },
  ];
}
