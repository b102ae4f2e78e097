import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorNote,
  Figure,
  Figures,
  supplyChainTranslationRef,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useLinks } from '../../links';
import { useTriageSummary } from './useTriageSummary';

/** What is overdue, due and waiting; each figure leads to its rows. */
export function TriageFigures() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const { day } = useFormats();
  const { value, error, reload } = useTriageSummary();
  if (error) {
    return <ErrorNote error={error} what={t('triage.what')} onRetry={reload} />;
  }
  if (!value) return null;
  return (
    <Figures title={t('triage.title')}>
      <Figure
        title={t('due.overdue')}
        value={value.overdue}
        href={links.tab('triage', {
          due: 'overdue',
          sort: 'due',
          order: 'asc',
        })}
      />
      <Figure
        title={t('due.soon')}
        value={value.dueSoon}
        href={links.tab('triage', { due: 'soon', sort: 'due', order: 'asc' })}
        note={
          value.nextDue &&
          t('triage.nextDue', { day: day(value.nextDue, 'UTC') })
        }
      />
      <Figure
        title={t('triage.approval')}
        value={value.proposed ?? 0}
        href={links.tab('triage', { view: 'approval' })}
      />
      <Figure
        title={t('triage.review')}
        value={value.needsReview}
        href={links.tab('triage', { view: 'review' })}
      />
      <Figure
        title={t('triage.endingSoon')}
        value={value.endingSoon}
        href={links.tab('triage', { view: 'ending' })}
      />
    </Figures>
  );
}
