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
import styles from '../vex/vex.module.css';

/** What tools and inspections reported of a service last, and what is to be known of each report. */
export function ToolsView(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(`${entityRef} ${version}`, signal =>
    api.listReports({ entityRef }, { signal }),
  );
  return (
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
      {value && value.items.length === 0 && (
        <EmptyNote
          title={t('tools.none')}
          hint={t('tools.noneHint', { entityRef })}
        />
      )}
      {value && value.items.length > 0 && (
        <ul className={styles.section}>
          {value.items.map(report => (
            <li key={`${report.tool} ${report.category}`}>
              <ReportItem report={report} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ReportItem({ report }: { report: ToolReport }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const { toolName, toolVersion, category, results, total, notices } = report;
  const when = <RelativeTime iso={report.receivedAt} />;
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
          ? t('tools.inspected', { when })
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
