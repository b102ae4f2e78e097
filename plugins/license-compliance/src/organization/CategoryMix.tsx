import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, type ColumnConfig } from '@backstage/ui';
import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';
import {
  ShareBar,
  useFormats,
  type Formats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type LicenseLinks } from '../links';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';
import styles from './organization.module.css';
import { Part } from './Part';

type Row = LicenseOverview['categories'][number] & { id: string };

/** The licenses by category: bars, with their figures as a table. */
export function CategoryMix({ overview }: { overview: LicenseOverview }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const { components, categories } = overview;
  const rows = useMemo(
    () =>
      [...categories]
        .filter(one => one.components > 0)
        .sort((a, b) => b.components - a.components)
        .map(one => ({ ...one, id: one.category })),
    [categories],
  );
  const columns = useMemo(
    () => columnsOf(t, formats, links, components),
    [t, formats, links, components],
  );
  return (
    <Part title={t('overview.mix')}>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
    </Part>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: LicenseLinks,
  all: number,
): ColumnConfig<Row>[] {
  return [
    {
      id: 'category',
      label: t('overview.category'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 130,
      cell: row => (
        <Cell>
          <Link href={links.tab('licenses', { category: row.category })}>
            {t(`category.${row.category}`)}
          </Link>
        </Cell>
      ),
    },
    {
      id: 'share',
      label: t('overview.share'),
      defaultWidth: '3fr',
      minWidth: 130,
      cell: row => (
        <Cell>
          <div className={styles.share}>
            <ShareBar part={row.components} of={all} className={styles.mix} />
            <span className={styles.figure}>
              {formats.share(row.components, all)}
            </span>
          </div>
        </Cell>
      ),
    },
    {
      id: 'uses',
      label: t('overview.usesColumn'),
      defaultWidth: 105,
      cell: row => <CellText title={formats.number(row.components)} />,
    },
    {
      id: 'services',
      label: t('overview.servicesColumn'),
      defaultWidth: 100,
      cell: row => <CellText title={formats.number(row.services)} />,
    },
  ];
}
