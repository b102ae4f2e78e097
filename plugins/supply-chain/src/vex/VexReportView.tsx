import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type { VexReport } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  formStyles,
  supplyChainTranslationRef,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import { NotUnderstoodTable, ReportTable } from './ReportTables';

/** What came of a VEX document, in figures and with what asks for a look. */
export function VexReportView({ report }: { report: VexReport }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { conflicts, information, matchedNothing, notUnderstood } = report;
  const loose = conflicts.count + notUnderstood.count > 0;
  return (
    <div className={formStyles.form}>
      <Alert
        status={loose ? 'warning' : 'success'}
        icon
        role="status"
        title={t(report.created ? 'vex.created' : 'vex.same')}
        description={<Summary report={report} />}
      />
      <Figures title={t('vex.report')}>
        <Figure title={t('vex.applied')} value={report.applied} />
        <Figure title={t('vex.dismissed')} value={report.dismissedFindings} />
        <Figure title={t('vex.conflicts')} value={conflicts.count} />
        <Figure title={t('vex.information')} value={information.count} />
        <Figure title={t('vex.matchedNothing')} value={matchedNothing.count} />
        <Figure title={t('vex.notUnderstood')} value={notUnderstood.count} />
      </Figures>
      <Part name="conflicts" list={conflicts}>
        <ReportTable items={conflicts.items} />
      </Part>
      <Part name="information" list={information}>
        <ReportTable items={information.items} />
      </Part>
      <Part name="matchedNothing" list={matchedNothing}>
        <ReportTable items={matchedNothing.items} />
      </Part>
      <Part name="notUnderstood" list={notUnderstood}>
        <NotUnderstoodTable items={notUnderstood.items} />
      </Part>
    </div>
  );
}

function Summary({ report }: { report: VexReport }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { document, statements, superseded, proposed, complete } = report;
  const { format, specVersion, version, author } = document;
  const summary = [
    t('vex.summary', {
      format,
      version: specVersion,
      statements: t('vex.statements', { count: statements }),
    }),
    version && t('vex.version', { version }),
    author && t('vex.by', { author }),
  ];
  return (
    <>
      <Text as="p">{summary.filter(Boolean).join(', ')}</Text>
      {superseded > 0 && (
        <Text as="p">{t('vex.superseded', { count: superseded })}</Text>
      )}
      {proposed > 0 && (
        <Text as="p">{t('vex.proposed', { count: proposed })}</Text>
      )}
      {!complete && <Text as="p">{t('vex.incomplete')}</Text>}
    </>
  );
}

/** One kind of what asks for a look; what is cut is said. */
function Part(props: {
  name: 'conflicts' | 'information' | 'matchedNothing' | 'notUnderstood';
  list: { count: number; items: readonly unknown[] };
  children: ReactNode;
}) {
  const { name, list, children } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  if (list.count === 0) return null;
  return (
    <section aria-label={t(`vex.${name}`)} className={formStyles.field}>
      <Text as="h3" variant="body-medium" weight="bold">
        {t(`vex.${name}`)}
      </Text>
      <Text as="p" color="secondary">
        {t(`vex.${name}Hint`)}
        {list.items.length < list.count &&
          ` ${t('vex.cut', {
            shown: number(list.items.length),
            total: number(list.count),
          })}`}
      </Text>
      {children}
    </section>
  );
}
