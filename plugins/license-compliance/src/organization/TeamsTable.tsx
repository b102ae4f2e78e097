import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, type ColumnConfig } from '@backstage/ui';
import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';
import {
  type Formats,
  MoreOwners,
  Owners,
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
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
export function TeamsTable({
  teams,
  left,
}: {
  teams: readonly Team[];
  /** Owners that are not among them. */
  left?: number;
}) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const rows = useMemo(
    () => teams.map(team => ({ ...team, id: team.owner || '-' })),
    [teams],
  );
  const columns = useMemo(
    () => columnsOf(t, formats, links),
    [t, formats, links],
  );
  if (rows.length === 0) return null;
  return (
    <Part title={t('overview.teams')}>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
      <MoreOwners count={left} />
    </Part>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: LicenseLinks,
): ColumnConfig<Row>[] {
  const figure = (row: Row, count: number, href: string | undefined) =>
    href && row.owner && count > 0 ? (
      <Cell>
        <Link href={href}>{formats.number(count)}</Link>
      </Cell>
    ) : (
      <CellText title={formats.number(count)} />
    );
  const issues = (row: Row, verdict: 'deny' | 'review') =>
    figure(
      row,
      row.verdicts[verdict],
      links.tab('issues', { owner: row.owner, verdict }),
    );
  const unknown = ({ owner }: Row) =>
    links.tab('licenses', {
      view: 'to-curate',
      owner,
      state: 'unknown',
      verdict: 'review',
    });
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
      cell: row => <CellText title={formats.number(row.services)} />,
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
      cell: row => figure(row, row.verdicts.curate, unknown(row)),
    },
  ];
}
