import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, Text, type ColumnConfig } from '@backstage/ui';
import type { UpgradePlan } from '@safety-curtain/plugin-supply-chain-common';
import {
  NameCell,
  supplyChainTranslationRef,
  type Translate,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import styles from '../entity.module.css';

type Package = UpgradePlan['packages'][number];
type Target = NonNullable<Package['clear']>;
type Row = Package & { id: string };

const DAY_MS = 86_400_000;

/** Where each vulnerable package can go, with how far that is and how old. */
export function TargetsTable(props: { packages: readonly Package[] }) {
  const { packages } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const rows = useMemo(
    () =>
      packages.map(one => ({
        ...one,
        id: `${one.ecosystem} ${one.package} ${one.version}`,
      })),
    [packages],
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('plan.targets')} className={styles.lines}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('plan.targets')}
      </Text>
      <RowsTable<Row>
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
      {packages.some(({ versionsKnown }) => versionsKnown !== 'all') && (
        <Text as="p" color="secondary">
          {t('plan.notAllKnown')}
        </Text>
      )}
    </section>
  );
}

function columnsOf(t: Translate): ColumnConfig<Row>[] {
  const column = (
    id: 'clear' | 'urgent' | 'newest',
    label: string,
  ): ColumnConfig<Row> => ({
    id,
    label,
    defaultWidth: '1fr',
    cell: row => {
      const target = row[id];
      return (
        <CellText
          title={target?.version ?? t('plan.noTarget')}
          description={target && describe(t, target)}
        />
      );
    },
  });
  return [
    {
      id: 'package',
      label: t('findings.package'),
      isRowHeader: true,
      defaultWidth: '1fr',
      cell: row => <NameCell name={row.package} description={row.version} />,
    },
    column('clear', t('plan.clearOfAll')),
    column('urgent', t('plan.clearOfUrgent')),
    column('newest', t('plan.newest')),
  ];
}

function describe(t: Translate, target: Target): string {
  const { publishedAt } = target;
  const age =
    publishedAt &&
    Math.max(0, Math.floor((Date.now() - Date.parse(publishedAt)) / DAY_MS));
  return [
    t(`plan.steps.${target.step}`),
    typeof age === 'number' ? t('plan.age', { count: age }) : undefined,
    target.young ? t('plan.young') : undefined,
    target.unconfirmed ? t('plan.unconfirmed') : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}
