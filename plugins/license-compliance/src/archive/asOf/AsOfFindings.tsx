import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Text } from '@backstage/ui';
import type { FindingAsOf } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ExactTime,
  ListTable,
  NameCell,
  SeverityMark,
  StateMark,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
  whereOf,
  type ListColumn,
  type UrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../../translation';

/** The findings of what was in force: known then, or learned since. */
export function AsOfFindings(props: { entityRef: string; day: string }) {
  const { entityRef, day } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const query = { entityRef, at: day };
  const list = useCursorList<FindingAsOf>({
    query,
    getId: finding =>
      finding.id ??
      `${finding.advisory} ${finding.package} ${finding.versions}`,
    totalLabel: total => t('asOf.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listFindingsAsOf({ ...query, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t, url), [t, url]);
  return (
    <ListTable
      list={list}
      columns={columns}
      what={t('asOf.findingsWhat')}
      empty={
        <EmptyNote
          title={t('asOf.noFindings')}
          hint={t('asOf.noFindingsHint')}
        />
      }
    />
  );
}

function columnsOf(t: Translate, url: UrlState): ListColumn<FindingAsOf>[] {
  const time = (iso: string | undefined) => (
    <Cell>
      <Text variant="body-medium">{iso && <ExactTime iso={iso} />}</Text>
    </Cell>
  );
  return [
    {
      id: 'severity',
      label: t('asOf.severity'),
      defaultWidth: 115,
      cell: ({ severity }) => (
        <Cell>
          <SeverityMark severity={severity} />
        </Cell>
      ),
    },
    {
      id: 'advisory',
      label: t('asOf.advisory'),
      isRowHeader: true,
      defaultWidth: '3fr',
      minWidth: 180,
      cell: ({ id, advisory, summary }) => (
        <Cell>
          {id ? (
            <Link href={url.href({ finding: id })}>{advisory}</Link>
          ) : (
            <Text>{advisory}</Text>
          )}
          {summary && (
            <Text as="p" variant="body-small" color="secondary" truncate>
              {summary}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'package',
      label: t('asOf.package'),
      defaultWidth: '2fr',
      minWidth: 120,
      cell: finding => (
        <NameCell
          name={whereOf(finding)}
          description={finding.versions.join(', ')}
        />
      ),
    },
    {
      id: 'known',
      label: t('asOf.known'),
      defaultWidth: 180,
      cell: finding => (
        <Cell>
          <KnownMark finding={finding} t={t} />
        </Cell>
      ),
    },
    {
      id: 'published',
      label: t('asOf.published'),
      defaultWidth: 125,
      cell: ({ publishedAt }) => time(publishedAt),
    },
    {
      id: 'firstSeen',
      label: t('asOf.firstSeen'),
      defaultWidth: 135,
      cell: ({ firstSeenAt }) => time(firstSeenAt),
    },
    {
      id: 'stateNow',
      label: t('asOf.stateNow'),
      defaultWidth: 105,
      cell: ({ stateNow }) => (
        <CellText title={stateNow ? t(`asOf.states.${stateNow}`) : ''} />
      ),
    },
  ];
}

function KnownMark({ finding, t }: { finding: FindingAsOf; t: Translate }) {
  const { kind, knownThen, knownNow } = finding;
  // What a tool no longer reports is resolved, as its state says.
  if (!knownNow && kind === 'vulnerability')
    return <StateMark tone="quiet">{t('asOf.withdrawn')}</StateMark>;
  return knownThen ? (
    <StateMark tone="bad">{t('asOf.knownThen')}</StateMark>
  ) : (
    <StateMark tone="doubt">{t('asOf.learnedSince')}</StateMark>
  );
}
