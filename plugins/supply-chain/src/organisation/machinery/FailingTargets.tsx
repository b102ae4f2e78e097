import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  CellText,
  Link,
  Table,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import type { Target } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  HealthMark,
  RelativeTime,
  supplyChainTranslationRef,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../../links';
import styles from '../organisation.module.css';

type Row = Target & { id: string };

/** Services whose last scan failed, with the reason and the next try. */
export function FailingTargets({ targets }: { targets: readonly Target[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const rows = useMemo(
    () => targets.map(target => ({ ...target, id: target.entityRef })),
    [targets],
  );
  const columns = useMemo(() => columnsOf(t, links), [t, links]);
  if (targets.length === 0) {
    return (
      <EmptyNote
        title={t('machinery.noFailing')}
        hint={t('machinery.noFailingHint')}
      />
    );
  }
  return (
    <div className={styles.table}>
      <Table data={rows} columnConfig={columns} pagination={{ type: 'none' }} />
    </div>
  );
}

function columnsOf(t: Translate, links: SupplyChainLinks): ColumnConfig<Row>[] {
  return [
    {
      id: 'service',
      label: t('machinery.service'),
      isRowHeader: true,
      cell: target => (
        <Cell>
          <Link href={links.security(target.entityRef)}>{target.name}</Link>
        </Cell>
      ),
    },
    {
      id: 'reason',
      label: t('machinery.reason'),
      defaultWidth: '3fr',
      cell: target => (
        <Cell>
          <HealthMark health={target.health} />
          <Text as="p" color="secondary">
            {target.healthReason ?? target.lastScan?.error}
          </Text>
        </Cell>
      ),
    },
    {
      id: 'attempts',
      label: t('machinery.attempts'),
      cell: target => (
        <CellText title={String(target.schedule.attempts ?? '')} />
      ),
    },
    {
      id: 'next',
      label: t('machinery.nextTry'),
      cell: target => (
        <Cell>
          <Text variant="body-medium">
            {target.schedule.nextScanAt && (
              <RelativeTime iso={target.schedule.nextScanAt} />
            )}
          </Text>
        </Cell>
      ),
    },
  ];
}
