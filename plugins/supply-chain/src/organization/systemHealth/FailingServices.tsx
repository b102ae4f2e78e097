import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import type {
  SystemHealth,
  Target,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  HealthMark,
  RelativeTime,
  supplyChainTranslationRef,
  type Translate,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../../links';
import styles from '../organization.module.css';

type Row = {
  id: string;
  name: string;
  /** Of its scan, where that is what fails. */
  health?: Target['health'];
  reason?: string;
  attempts?: number;
  nextTryAt?: string;
};

/** Services whose last scan failed, with the reason and the next try. */
export function FailingTargets(props: {
  targets: readonly Target[];
  /** Further ones that fail. */
  left: number;
}) {
  const { targets, left } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const rows = useMemo(
    () =>
      targets.map(({ entityRef, name, health, schedule, ...target }) => ({
        id: entityRef,
        name,
        health,
        reason: target.healthReason ?? target.lastScan?.error,
        attempts: schedule.attempts,
        nextTryAt: schedule.nextScanAt,
      })),
    [targets],
  );
  if (targets.length === 0) {
    return (
      <EmptyNote
        title={t('systemHealth.noFailing')}
        hint={t('systemHealth.noFailingHint')}
      />
    );
  }
  return <FailingTable rows={rows} left={left} />;
}

/** Services whose scorecards could not be asked; nothing where there are none. */
export function UnaskedServices(props: {
  services: SystemHealth['scorecards']['failingServices'];
  left: number;
}) {
  const rows = useMemo(
    () =>
      props.services.map(({ entityRef, error, ...service }) => ({
        ...service,
        id: entityRef,
        reason: error,
      })),
    [props.services],
  );
  return rows.length > 0 ? (
    <FailingTable rows={rows} left={props.left} />
  ) : null;
}

function FailingTable({ rows, left }: { rows: Row[]; left: number }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const columns = useMemo(() => columnsOf(t, links), [t, links]);
  return (
    <div className={styles.table}>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
      {left > 0 && (
        <Text as="p" color="secondary">
          {t('systemHealth.moreServices', { count: left })}
        </Text>
      )}
    </div>
  );
}

function columnsOf(t: Translate, links: SupplyChainLinks): ColumnConfig<Row>[] {
  return [
    {
      id: 'service',
      label: t('systemHealth.service'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          <Link href={links.security(row.id)}>{row.name}</Link>
        </Cell>
      ),
    },
    {
      id: 'reason',
      label: t('systemHealth.reason'),
      defaultWidth: '3fr',
      cell: row => (
        <Cell>
          {row.health && <HealthMark health={row.health} />}
          <Text as="p" color="secondary">
            {row.reason}
          </Text>
        </Cell>
      ),
    },
    {
      id: 'attempts',
      label: t('systemHealth.attempts'),
      cell: row => <CellText title={String(row.attempts || '')} />,
    },
    {
      id: 'next',
      label: t('systemHealth.nextTry'),
      cell: row => (
        <Cell>
          <Text variant="body-medium">
            {row.nextTryAt && <RelativeTime iso={row.nextTryAt} />}
          </Text>
        </Cell>
      ),
    },
  ];
}
