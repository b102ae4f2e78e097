import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import type { TriageSummary } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  type Formats,
  MoreOwners,
  Owners,
  SeverityMark,
  supplyChainTranslationRef,
  type Translate,
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../../links';
import { useTriageSummary } from './useTriageSummary';

type Owner = TriageSummary['owners'][number] & { id: string };
type Remediation = TriageSummary['remediation'][number] & { id: string };

/** Who has what overdue, and how long findings take until they are resolved. */
export function OverdueByTeam() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const { value, error, reload } = useTriageSummary();
  const owners = useMemo(
    () => value?.owners.map(one => ({ ...one, id: one.owner || '-' })) ?? [],
    [value],
  );
  const remediation = useMemo(
    () => value?.remediation.map(one => ({ ...one, id: one.severity })) ?? [],
    [value],
  );
  const ownerColumns = useMemo(
    () => columnsOfOwners(t, formats, links),
    [t, formats, links],
  );
  const remediationColumns = useMemo(
    () => columnsOfRemediation(t, formats),
    [t, formats],
  );
  if (error) {
    return <ErrorNote error={error} what={t('triage.what')} onRetry={reload} />;
  }
  return (
    <>
      <section aria-label={t('triage.overdueByTeam')}>
        <Text as="h2" variant="body-large" weight="bold">
          {t('triage.overdueByTeam')}
        </Text>
        <RowsTable<Owner>
          data={owners}
          columnConfig={ownerColumns}
          pagination={{ type: 'none' }}
          emptyState={<Text>{t('triage.nothingDue')}</Text>}
        />
        <MoreOwners count={value?.ownersLeft} />
      </section>
      <section aria-label={t('triage.remediation')}>
        <Text as="h2" variant="body-large" weight="bold">
          {t('triage.remediation')}
        </Text>
        <Text as="p" color="secondary">
          {t('triage.remediationHint')}
        </Text>
        <RowsTable<Remediation>
          data={remediation}
          columnConfig={remediationColumns}
          pagination={{ type: 'none' }}
          emptyState={<Text>{t('triage.nothingResolved')}</Text>}
        />
      </section>
    </>
  );
}

function columnsOfOwners(
  t: Translate,
  formats: Formats,
  links: SupplyChainLinks,
): ColumnConfig<Owner>[] {
  const figure = (owner: string, value: number, due: 'overdue' | 'soon') => {
    const href =
      owner && value > 0 ? links.tab('triage', { owner, due }) : undefined;
    const text = formats.number(value);
    return <Cell>{href ? <Link href={href}>{text}</Link> : text}</Cell>;
  };
  return [
    {
      id: 'owner',
      label: t('usages.owner'),
      isRowHeader: true,
      defaultWidth: '2fr',
      cell: ({ owner }) => (
        <Cell>
          <Owners owners={owner ? [owner] : []} />
        </Cell>
      ),
    },
    {
      id: 'overdue',
      label: t('due.overdue'),
      cell: ({ owner, overdue }) => figure(owner, overdue, 'overdue'),
    },
    {
      id: 'dueSoon',
      label: t('due.soon'),
      cell: ({ owner, dueSoon }) => figure(owner, dueSoon, 'soon'),
    },
  ];
}

function columnsOfRemediation(
  t: Translate,
  formats: Formats,
): ColumnConfig<Remediation>[] {
  return [
    {
      id: 'severity',
      label: t('findings.severity'),
      isRowHeader: true,
      cell: ({ severity }) => (
        <Cell>
          <SeverityMark severity={severity} />
        </Cell>
      ),
    },
    {
      id: 'resolved',
      label: t('findingState.resolved'),
      cell: ({ resolved }) => <CellText title={formats.number(resolved)} />,
    },
    {
      id: 'days',
      label: t('triage.days'),
      cell: ({ days }) => <CellText title={formats.decimal(days, 1)} />,
    },
    {
      id: 'late',
      label: t('triage.late'),
      cell: ({ late }) => <CellText title={formats.number(late)} />,
    },
  ];
}
