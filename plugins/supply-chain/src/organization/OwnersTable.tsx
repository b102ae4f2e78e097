import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Link, Text, type ColumnConfig } from '@backstage/ui';
import type { Overview } from '@safety-curtain/plugin-supply-chain-common';
import {
  type Formats,
  MoreOwners,
  Owners,
  SeverityFigures,
  supplyChainTranslationRef,
  type Translate,
  useFormats,
  useLoad,
  useSupplyChainApi,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';
import styles from './organization.module.css';

type Row = Overview['owners'][number] & { id: string };

/** Who has how much open, worst first; nothing until it is known. */
export function OwnersTable() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const links = useLinks();
  const { value } = useLoad('owners', signal =>
    api.getOverview({}, { signal }),
  );
  const rows = useMemo(
    () => value?.owners.map(one => ({ ...one, id: one.owner || '-' })) ?? [],
    [value],
  );
  const columns = useMemo(
    () => columnsOf(t, formats, links),
    [t, formats, links],
  );
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('usages.byOwner')} className={styles.table}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('usages.byOwner')}
      </Text>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
      <MoreOwners count={value?.ownersLeft} />
    </section>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: SupplyChainLinks,
): ColumnConfig<Row>[] {
  return [
    {
      id: 'owner',
      label: t('usages.owner'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          <Owners owners={row.owner ? [row.owner] : []} />
        </Cell>
      ),
    },
    {
      id: 'services',
      label: t('usages.owned'),
      cell: row => (
        <Cell>
          <Link href={links.tab('services', { owner: row.owner || undefined })}>
            {formats.number(row.targets)}
          </Link>
        </Cell>
      ),
    },
    {
      id: 'findings',
      label: t('usages.openFindings'),
      cell: row => (
        <Cell>
          <SeverityFigures counts={row.openFindings} />
        </Cell>
      ),
    },
  ];
}
