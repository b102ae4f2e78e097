import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import type { BiggestUpgrades as Upgrades } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  FilterBar,
  NameCell,
  OwnerFilter,
  Owners,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  type Formats,
  type Translate,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../../links';

type Row = Upgrades['items'][number] & { id: string };

/** The upgrades that clear most, over all services or those of some teams. */
export function BiggestUpgrades() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const api = useSupplyChainApi();
  const owner = useUrlState().getAll('owner');
  const { value, error, reload } = useLoad(`upgrades ${owner}`, signal =>
    api.listUpgrades({ owner }, { signal }),
  );
  const rows = useMemo(
    () =>
      value?.items.map(item => ({
        ...item,
        id: `${item.ecosystem} ${item.package} ${item.to}`,
      })) ?? [],
    [value],
  );
  const columns = useMemo(
    () => columnsOf(t, formats, links),
    [t, formats, links],
  );
  return (
    <>
      <FilterBar>
        <OwnerFilter />
      </FilterBar>
      {error && (
        <ErrorNote error={error} what={t('plan.what')} onRetry={reload} />
      )}
      {value && !value.exact && (
        <Text as="p" color="secondary">
          {t('plan.looked', { count: value.packagesLookedAt })}
        </Text>
      )}
      {value && (
        <RowsTable<Row>
          data={rows}
          columnConfig={columns}
          pagination={{ type: 'none' }}
          emptyState={<Text>{t('plan.noUpgrades')}</Text>}
        />
      )}
    </>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: SupplyChainLinks,
): ColumnConfig<Row>[] {
  return [
    {
      id: 'package',
      label: t('findings.package'),
      isRowHeader: true,
      defaultWidth: '2fr',
      cell: row => <NameCell name={row.package} description={row.ecosystem} />,
    },
    {
      id: 'to',
      label: t('plan.upgrade'),
      defaultWidth: '1fr',
      cell: row => (
        <CellText
          title={row.to}
          description={[
            row.from.join(', '),
            t(`plan.steps.${row.step}`),
            row.unconfirmed && t('plan.unconfirmed'),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      id: 'findings',
      label: t('plan.clearsFindings'),
      cell: row => (
        <CellText
          title={formats.number(row.findings)}
          description={
            row.urgent > 0
              ? t('plan.urgentOnes', { count: row.urgent })
              : undefined
          }
        />
      ),
    },
    {
      id: 'services',
      label: t('posture.services'),
      cell: row => {
        const text = formats.number(row.services);
        const href = links.tab('whereUsed', {
          package: row.package,
          ecosystem: row.ecosystem,
        });
        return <Cell>{href ? <Link href={href}>{text}</Link> : text}</Cell>;
      },
    },
    {
      id: 'owners',
      label: t('usages.owner'),
      defaultWidth: '1fr',
      cell: ({ owners, ownersLeft }) => (
        <Cell>
          {owners.map(({ owner, services }) => (
            <Text as="p" key={owner}>
              <Owners owners={owner ? [owner] : []} />{' '}
              {formats.number(services)}
            </Text>
          ))}
          {ownersLeft > 0 && (
            <Text as="p" color="secondary">
              {t('plan.moreOwners', { count: ownersLeft })}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'left',
      label: t('plan.left'),
      cell: row => <CellText title={formats.number(row.left)} />,
    },
  ];
}
