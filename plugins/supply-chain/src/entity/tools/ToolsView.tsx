import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton, Text } from '@backstage/ui';
import type { ToolReport } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  RelativeTime,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { ComparisonSection } from './ComparisonSection';
import styles from '../../vex/vex.module.css';

/** What tools and inspections reported of a service last, and what those of dependencies say side by side. */
export function ToolsView(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(`${entityRef} ${version}`, signal =>
    api.listReports({ entityRef }, { signal }),
  );
  const isReported = value?.items.some(({ origin }) => origin !== 'native');
  return (
    <div className={styles.view}>
      <section aria-label={t('tools.title')} className={styles.section}>
        <div>
          <Text as="h2" variant="body-large" weight="bold">
            {t('tools.title')}
          </Text>
          <Text as="p" color="secondary">
            {t('tools.hint')}
          </Text>
        </div>
        {error && (
          <ErrorNote error={error} what={t('tools.what')} onRetry={reload} />
        )}
        {!value && !error && (
          <Skeleton height={96} role="status" aria-label={t('tools.loading')} />
        )}
        {value && <Reports entityRef={entityRef} reports={value.items} />}
      </section>
      {isReported && <ComparisonSection {...props} />}
    </div>
  );
}

function Reports(props: { entityRef: string; reports: readonly ToolReport[] }) {
  const { entityRef, reports } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (reports.length === 0) {
    return (
      <EmptyNote
        title={t('tools.none')}
        hint={t('tools.noneHint', { entityRef })}
      />
    );
  }
  return (
    <ul className={styles.section}>
      {reports.map(report => (
        <li key={`${report.tool} ${report.category}`}>
          <ReportItem report={report} />
        </li>
      ))}
    </ul>
  );
}

function ReportItem({ report }: { report: ToolReport }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const { toolName, toolVersion, category, results, total, notices } = report;
  const when = <RelativeTime iso={report.receivedAt} />;
  // What we find ourselves is not always found by a scan.
  const found =
    report.receivedBy === 'provenance' ? 'tools.judged' : 'tools.inspected';
  return (
    <>
      <Text as="h3" weight="bold">
        {[toolName, toolVersion].filter(Boolean).join(' ')}
        {category && ` · ${category}`}
      </Text>
      <Text as="p">
        <Link href={url.href({ view: undefined, tool: report.tool })}>
          {t('tools.open', { count: report.openFindings })}
        </Link>
        {' · '}
        {t('tools.results', { count: results })}
        {' · '}
        {report.origin === 'native'
          ? t(found, { when })
          : t('tools.received', { when, who: report.receivedBy })}
      </Text>
      {report.partial && (
        <Text as="p" weight="bold" role="note">
          {t('tools.partial')}
        </Text>
      )}
      {total !== undefined && total > results && (
        <Text as="p" weight="bold" role="note">
          {t('tools.cut', { read: String(results), total: String(total) })}
        </Text>
      )}
      {notices.map(notice => (
        <Text as="p" key={notice} color="secondary">
          {notice}
        </Text>
      ))}
    </>
  );
}
