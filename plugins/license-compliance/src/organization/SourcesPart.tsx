import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import type { LicenseSources } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  RelativeTime,
  StateMark,
  useFormats,
  useLoad,
  useSupplyChainApi,
  type Formats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';
import styles from './organization.module.css';
import { Part } from './Part';

type Source = LicenseSources['sources'][number];

const tones = {
  ok: 'good',
  failing: 'bad',
  pausing: 'doubt',
  idle: 'quiet',
} as const;

/** How many packages have been looked up, and how the registries answer. */
export function SourcesPart() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad('sources', signal =>
    api.getLicenseSources({}, { signal }),
  );
  const columns = useMemo(() => columnsOf(t, formats), [t, formats]);
  return (
    <Part title={t('overview.sources')}>
      {error && (
        <ErrorNote
          error={error}
          what={t('overview.sourcesWhat')}
          onRetry={reload}
        />
      )}
      {value && (
        <>
          <Coverage sources={value} />
          <RowsTable
            data={value.sources}
            columnConfig={columns}
            pagination={{ type: 'none' }}
            emptyState={
              <EmptyNote
                title={t('overview.noSources')}
                hint={t('overview.noSourcesHint')}
              />
            }
          />
        </>
      )}
    </Part>
  );
}

function Coverage({ sources }: { sources: LicenseSources }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { asked, components, pending, known } = sources;
  const share = t('overview.coverageShare', {
    asked: formats.number(asked),
    components: formats.number(components),
  });
  const notes = [
    `${t('overview.coverage')}: ${share} (${formats.share(asked, components)})`,
    known !== undefined && t('overview.knownNote', { count: known }),
    pending > 0 && t('overview.pendingNote', { count: pending }),
  ];
  return (
    <Text as="p" className={styles.row}>
      {notes.filter(Boolean).join(', ')}
    </Text>
  );
}

function columnsOf(t: Translate, formats: Formats): ColumnConfig<Source>[] {
  const figure = (value: number | undefined) => (
    <CellText title={formats.number(value)} />
  );
  return [
    {
      id: 'source',
      label: t('overview.source'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: source => (
        <CellText
          title={source.title}
          description={source.ecosystems.join(', ')}
        />
      ),
    },
    {
      id: 'state',
      label: t('overview.sourceState'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: source => (
        <Cell>
          <SourceState source={source} />
        </Cell>
      ),
    },
    {
      id: 'answered',
      label: t('overview.answered'),
      defaultWidth: 115,
      cell: source => figure(source.answered),
    },
    {
      id: 'absent',
      label: t('overview.absent'),
      defaultWidth: 155,
      cell: source => figure(source.absent),
    },
    {
      id: 'failed',
      label: t('overview.failed'),
      defaultWidth: 90,
      cell: source => figure(source.failed),
    },
    {
      id: 'lastSuccess',
      label: t('overview.lastSuccess'),
      defaultWidth: 145,
      cell: source => (
        <Cell>
          <Text variant="body-medium">
            {source.lastSuccessAt ? (
              <RelativeTime iso={source.lastSuccessAt} />
            ) : (
              t('overview.never')
            )}
          </Text>
        </Cell>
      ),
    },
  ];
}

function SourceState({ source }: { source: Source }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { state, error, resumesAt } = source;
  return (
    <>
      <StateMark tone={tones[state]}>
        {t(`overview.sourceStates.${state}`)}
      </StateMark>
      {error && (
        <Text as="p" variant="body-small" color="danger">
          {error}
        </Text>
      )}
      {resumesAt && (
        <Text as="p" variant="body-small" color="secondary">
          {t('overview.resumes', { when: <RelativeTime iso={resumesAt} /> })}
        </Text>
      )}
    </>
  );
}
