import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import type {
  GateOutcome,
  GateTrial,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  entityName,
  formStyles,
  GateMark,
  NameCell,
  supplyChainTranslationRef,
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks } from '../../../links';
import styles from '../../../vex/vex.module.css';

const outcomes: readonly GateOutcome[] = ['block', 'warn', 'allow'];

type Changed = GateTrial['changed']['items'][number];

/** How many services would pass, before and after, and which would change. */
export function GateTrialOutcome({ trial }: { trial: GateTrial }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const { looked, complete, changed } = trial;
  return (
    <section aria-label={t('policies.outcome')} className={formStyles.form}>
      <Text as="p" role="status" color="secondary">
        {t('policies.looked', { count: looked, total: number(looked) })}
        {!complete && ` ${t('policies.incomplete')}`}
      </Text>
      <CountsTable trial={trial} />
      <Text as="p" weight="bold">
        {changed.count === 0
          ? t('policies.unchanged')
          : t('policies.changed', {
              count: changed.count,
              total: number(changed.count),
            })}
      </Text>
      {changed.items.length < changed.count && (
        <Text as="p" color="secondary">
          {t('policies.first', { count: changed.items.length })}
        </Text>
      )}
      {changed.items.length > 0 && <ChangedTable items={changed.items} />}
    </section>
  );
}

function CountsTable({ trial }: { trial: GateTrial }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const columns = useMemo<ColumnConfig<{ id: GateOutcome }>[]>(
    () => [
      {
        id: 'result',
        label: t('policies.result'),
        isRowHeader: true,
        cell: ({ id }) => (
          <Cell>
            <GateMark outcome={id} />
          </Cell>
        ),
      },
      {
        id: 'before',
        label: t('policies.before'),
        cell: ({ id }) => <CellText title={number(trial.before[id])} />,
      },
      {
        id: 'after',
        label: t('policies.after'),
        cell: ({ id }) => <CellText title={number(trial.after[id])} />,
      },
    ],
    [t, number, trial],
  );
  return (
    <RowsTable
      data={outcomes.map(id => ({ id }))}
      columnConfig={columns}
      pagination={{ type: 'none' }}
    />
  );
}

function ChangedTable({ items }: { items: readonly Changed[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const columns = useMemo<ColumnConfig<Changed & { id: string }>[]>(
    () => [
      {
        id: 'service',
        label: t('policies.service'),
        isRowHeader: true,
        cell: ({ entityRef }) => (
          <NameCell
            name={entityName(entityRef)}
            href={links.security(entityRef, { view: 'gate' })}
          />
        ),
      },
      {
        id: 'before',
        label: t('policies.before'),
        cell: ({ before }) => (
          <Cell>
            <GateMark outcome={before} />
          </Cell>
        ),
      },
      {
        id: 'after',
        label: t('policies.after'),
        cell: ({ after }) => (
          <Cell>
            <GateMark outcome={after} />
          </Cell>
        ),
      },
      {
        id: 'because',
        label: t('policies.because'),
        cell: ({ because }) => (
          <NameCell
            name={because.map(line => t(`gate.lines.${line}`)).join(', ')}
          />
        ),
      },
    ],
    [t, links],
  );
  return (
    <div className={styles.table}>
      <RowsTable
        data={items.map(item => ({ ...item, id: item.entityRef }))}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
    </div>
  );
}
