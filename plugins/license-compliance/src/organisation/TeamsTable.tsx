import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Table, type ColumnConfig } from '@backstage/ui';
import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';
import { Owners } from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type LicenseLinks } from '../links';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';
import { Part } from './Part';

type Team = LicenseOverview['teams'][number];
type Row = Team & { id: string };

/** Verdicts by team, most denied first. */
export function TeamsTable({ teams }: { teams: readonly Team[] }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const links = useLinks();
  const rows = useMemo(
    () => teams.map(team => ({ ...team, id: team.owner || '-' })),
    [teams],
  );
  const columns = useMemo(() => columnsOf(t, links), [t, links]);
  if (rows.length === 0) return null;
  return (
    <Part title={t('overview.teams')}>
      <Table data={rows} columnConfig={columns} pagination={{ type: 'none' }} />
    </Part>
  );
}

function columnsOf(t: Translate, links: LicenseLinks): ColumnConfig<Row>[] {
  const issues = (row: Row, verdict: 'deny' | 'review') => {
    const figure = row.verdicts[verdict].toLocaleString();
    const href =
      row.owner && links.tab('issues', { owner: row.owner, verdict });
    return href && row.verdicts[verdict] > 0 ? (
      <Cell>
        <Link href={href}>{figure}</Link>
      </Cell>
    ) : (
      <CellText title={figure} />
    );
  };
  return [
    {
      id: 'team',
      label: t('overview.team'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 120,
      cell: row => (
        <Cell>
          <Owners owners={row.owner ? [row.owner] : []} />
        </Cell>
      ),
    },
    {
      id: 'services',
      label: t('overview.servicesColumn'),
      defaultWidth: 100,
      cell: row => <CellText title={row.services.toLocaleString()} />,
    },
    {
      id: 'deny',
      label: t('overview.denied'),
      defaultWidth: 90,
      cell: row => issues(row, 'deny'),
    },
    {
      id: 'review',
      label: t('overview.review'),
      defaultWidth: 90,
      cell: row => issues(row, 'review'),
    },
    {
      id: 'unknown',
      label: t('overview.unknown'),
      defaultWidth: 115,
      cell: row => <CellText title={row.unknown.toLocaleString()} />,
    },
  ];
}
