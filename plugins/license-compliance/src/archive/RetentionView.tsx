import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Cell, CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import {
  supplyChainRetentionReadPermission,
  type Retention,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aboutText,
  EmptyNote,
  ErrorNote,
  ExactTime,
  NoPermissionNote,
  scopeText,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  Waiting,
  type Formats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks } from '../links';
import { Part } from '../organization/Part';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';
import styles from './archive.module.css';

type Rule = Retention['rules'][number] & { id: string };
type Deletion = Retention['deletions'][number] & { id: string };

const SHOWN_HOLDS = 50;

/** How long what is kept, what is on hold, and what was deleted and why. */
export function RetentionView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainRetentionReadPermission,
  });
  if (loading) return null;
  return allowed ? (
    <RetentionParts />
  ) : (
    <NoPermissionNote what={t('retention.what')} />
  );
}

function RetentionParts() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad('retention', signal =>
    api.getRetention({}, { signal }),
  );
  if (error) {
    return (
      <ErrorNote error={error} what={t('retention.what')} onRetry={reload} />
    );
  }
  if (!value) return <Waiting label={t('retention.loading')} />;
  return (
    <>
      <RulesPart retention={value} />
      <HoldsPart />
      <DeletionsPart deletions={value.deletions} />
    </>
  );
}

function RulesPart({ retention }: { retention: Retention }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { rules, lastRunAt, error } = retention;
  const rows = useMemo(
    () => rules.map(rule => ({ ...rule, id: rule.kind })),
    [rules],
  );
  const columns = useMemo(() => ruleColumns(t, formats), [t, formats]);
  return (
    <Part title={t('retention.rules')}>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
      <Text as="p" variant="body-small" color="secondary">
        {lastRunAt ? (
          <>
            {t('retention.lastRun')} <ExactTime iso={lastRunAt} />
          </>
        ) : (
          t('retention.never')
        )}
      </Text>
      {error && (
        <Text as="p" role="alert" color="danger">
          {t('retention.failed', { reason: error })}
        </Text>
      )}
    </Part>
  );
}

function ruleColumns(t: Translate, formats: Formats): ColumnConfig<Rule>[] {
  const figure = (value: number | undefined) => (
    <CellText title={formats.number(value)} />
  );
  return [
    {
      id: 'kind',
      label: t('retention.kind'),
      isRowHeader: true,
      defaultWidth: '2fr',
      cell: rule => <CellText title={rule.title} />,
    },
    {
      id: 'keep',
      label: t('retention.keep'),
      cell: ({ days }) => (
        <CellText
          title={
            days === undefined
              ? t('retention.forGood')
              : t('retention.days', { count: days })
          }
        />
      ),
    },
    {
      id: 'stored',
      label: t('retention.stored'),
      cell: ({ stored }) => figure(stored),
    },
    {
      id: 'size',
      label: t('retention.size'),
      cell: ({ bytes }) => (
        <CellText title={bytes === undefined ? '' : formats.bytes(bytes)} />
      ),
    },
    { id: 'due', label: t('retention.due'), cell: ({ due }) => figure(due) },
    {
      id: 'held',
      label: t('retention.held'),
      cell: ({ held }) => figure(held),
    },
  ];
}

function HoldsPart() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const links = useLinks();
  const holds = useLoad('holds', signal =>
    api.listDecisions(
      { subject: ['hold'], state: ['active'], limit: SHOWN_HOLDS },
      { signal },
    ),
  );
  const href = links.tab('decisions', { subject: 'hold' });
  return (
    <Part title={t('retention.holds')}>
      {holds.error && (
        <ErrorNote
          error={holds.error}
          what={t('retention.holds')}
          onRetry={holds.reload}
        />
      )}
      {holds.value?.items.length === 0 && (
        <Text as="p">{t('retention.noHolds')}</Text>
      )}
      <ul className={styles.list}>
        {holds.value?.items.map(hold => {
          const { title, description } = scopeText(hold.scope, shared);
          return (
            <li key={hold.id}>
              {[title, description, aboutText(hold.about, shared), hold.reason]
                .filter(Boolean)
                .join(' · ')}
            </li>
          );
        })}
      </ul>
      {href && <Link href={href}>{t('retention.holdsLink')}</Link>}
    </Part>
  );
}

function DeletionsPart({ deletions }: Pick<Retention, 'deletions'>) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const rows = useMemo(
    () => deletions.map((one, index) => ({ ...one, id: String(index) })),
    [deletions],
  );
  const columns = useMemo(() => deletionColumns(t, formats), [t, formats]);
  return (
    <Part title={t('retention.deletions')}>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
        emptyState={
          <EmptyNote
            title={t('retention.noDeletions')}
            hint={t('retention.noDeletionsHint')}
          />
        }
      />
    </Part>
  );
}

function deletionColumns(
  t: Translate,
  formats: Formats,
): ColumnConfig<Deletion>[] {
  const time = (iso: string | undefined) => (
    <Cell>
      <Text variant="body-medium">{iso && <ExactTime iso={iso} />}</Text>
    </Cell>
  );
  return [
    {
      id: 'at',
      label: t('retention.at'),
      cell: ({ at }) => time(at),
    },
    {
      id: 'kind',
      label: t('retention.deletedKind'),
      isRowHeader: true,
      cell: ({ kind }) => <CellText title={kind} />,
    },
    {
      id: 'service',
      label: t('retention.service'),
      cell: ({ entityRef }) => <CellText title={entityRef ?? ''} />,
    },
    {
      id: 'count',
      label: t('retention.count'),
      cell: ({ count }) => <CellText title={formats.number(count)} />,
    },
    {
      id: 'before',
      label: t('retention.before'),
      cell: ({ before }) => time(before),
    },
    {
      id: 'reason',
      label: t('retention.reason'),
      defaultWidth: '2fr',
      cell: ({ reason }) => <CellText title={reason} />,
    },
  ];
}
