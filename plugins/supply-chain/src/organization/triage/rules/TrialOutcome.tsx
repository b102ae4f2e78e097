import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, Text, type ColumnConfig } from '@backstage/ui';
import type { TriageTrial } from '@safety-curtain/plugin-supply-chain-common';
import {
  entityName,
  formStyles,
  NameCell,
  supplyChainTranslationRef,
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks } from '../../../links';
import styles from '../../../vex/vex.module.css';

type Tried = TriageTrial['rules'][number];
type Example = Tried['examples'][number];

/** What rules would touch, with the first of it. */
export function TrialOutcome({ trial }: { trial: TriageTrial }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  return (
    <section aria-label={t('rules.outcome')} className={formStyles.form}>
      <Text as="p" role="status" color="secondary">
        {t('rules.looked', {
          count: trial.looked,
          total: number(trial.looked),
        })}
        {!trial.complete && ` ${t('rules.incomplete')}`}
      </Text>
      {trial.rules.map(rule => (
        <RuleOutcome key={rule.id} rule={rule} />
      ))}
    </section>
  );
}

function RuleOutcome({ rule }: { rule: Tried }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const { id, findings, services, examples } = rule;
  if (findings === 0) {
    return (
      <Text as="p" weight="bold">
        {t('rules.touchesNothing', { id })}
      </Text>
    );
  }
  return (
    <div className={formStyles.field}>
      <Text as="p" weight="bold">
        {t('rules.touches', {
          id,
          findings: t('findings.total', {
            total: number(findings),
            count: findings,
          }),
          services: t('decide.services', { count: services }),
        })}
      </Text>
      {examples.length < findings && (
        <Text as="p" color="secondary">
          {t('rules.first', { count: examples.length })}
        </Text>
      )}
      <Examples examples={examples} />
    </div>
  );
}

function Examples({ examples }: { examples: readonly Example[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const columns = useMemo<ColumnConfig<Example>[]>(
    () => [
      {
        id: 'advisory',
        label: t('rules.advisory'),
        isRowHeader: true,
        cell: ({ id, advisory, entityRef }) => (
          <NameCell
            name={advisory}
            href={links.security(entityRef, { finding: id })}
          />
        ),
      },
      {
        id: 'package',
        label: t('rules.package'),
        cell: one => <NameCell name={one.package} />,
      },
      {
        id: 'service',
        label: t('rules.service'),
        cell: ({ entityRef }) => <CellText title={entityName(entityRef)} />,
      },
    ],
    [t, links],
  );
  return (
    <div className={styles.table}>
      <RowsTable<Example>
        data={[...examples]}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
    </div>
  );
}
